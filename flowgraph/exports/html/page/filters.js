// The tab "View": what is left out of the picture, kind by kind; and the chips over the picture
// that say what is not shown.
const filters = (() => {
  function check(words, isOn, onChange) {
    const box = dom.build("input", { type: "checkbox" });
    box.checked = isOn;
    box.addEventListener("change", () => onChange(box.checked));
    return { box, label: dom.build("label", {}, box, words) };
  }

  const boxes = new Map();

  function kinds() {
    for (const item of document.querySelectorAll("[data-kind]")) {
      const { kind } = item.dataset;
      const number = graph.nodes.filter((node) => node.style === kind).length;
      const caption = dom.build("span", { class: "caption" }, ...item.childNodes);
      const { box, label } = check(caption, true, (isOn) => scene.setKind(kind, isOn));
      label.append(dom.build("span", { class: "number" }, String(number)));
      boxes.set(kind, box);
      item.replaceChildren(label);
    }
  }

  function switches() {
    const ends = check("Destinations", true, (isOn) => scene.setShown("ends", isOn));
    const fallbacks = check("Time-outs and wrong keys", true,
      (isOn) => scene.setShown("fallbacks", isOn));
    boxes.set("ends", ends.box).set("fallbacks", fallbacks.box);
    const keys = check("Keys of one letter, such as / and C", true, keyboard.setLetters);
    dom.byId("switches").append(dom.build("h3", {}, "Keyboard"), keys.label,
      dom.build("h3", {}, "In the picture"), ends.label, fallbacks.label,
      dom.button("Show everything", { id: "show-all", class: "wide" }, scene.showAll));
  }

  // The colours of lit ways come with the script, and so does their legend.
  function lit() {
    const row = (look, words) => dom.build("li", {},
      dom.build("span", { class: `line line-${look}`, "aria-hidden": "true" }),
      dom.build("span", {}, words));
    dom.byId("view").append(dom.build("h3", {}, "When something is chosen"),
      dom.build("ul", { class: "lines" }, row("way", "the way that is told in words"),
        row("to", "other ways to it"), row("from", "ways on from it"), row("round", "the round of a loop")));
  }

  function chip(words, action, onClick) {
    return dom.build("div", { class: "chip" }, dom.build("span", {}, words),
      dom.button(action, {}, onClick));
  }

  // "5 of 600 menus shown"; an inbound route is no menu.
  function counted(all, shown) {
    const parts = [["menu", (node) => node.menu], ["inbound route", (node) => node.entry]]
      .map(([word, isOne]) => [word, all.filter(isOne)])
      .map(([word, ones]) => [ones.filter((node) => shown.has(node)).length, ones.length, word])
      .filter(([some, every]) => some < every)
      .map(([some, every, word]) => `${some.toLocaleString("en")} of ${dom.count(every, word)}`);
    return parts.length ? `${parts.join(" and ")} shown` : "";
  }

  function update() {
    const { root, hiddenKinds, shows, shown, boxes: all } = scene.state();
    for (const [name, box] of boxes) box.checked = shows[name] ?? !hiddenKinds.has(name);
    const chips = [];
    const lost = selection.lost();
    const number = counted(all, shown);
    if (lost) chips.push(chip(dom.build("span", {}, "Nothing here has the address ", dom.name(lost)),
      "Close", selection.leave));
    if (root) chips.push(chip(dom.build("span", {}, "Starts at ", dom.name(root.name || root.label)),
      "Back", () => scene.startAt(root)));
    else if (number) chips.push(chip(number, "Show all", scene.showAll));
    dom.byId("chips").replaceChildren(...chips);
  }

  function start() {
    switches();
    kinds();
    lit();
    signals.on("scene", update);
    signals.on("address", update);
    update();
  }

  return { start };
})();
