// Search: names, numbers, files, what is spoken, and keys ("key 3", "welcome 2").
// Source of the behaviour: WAI-ARIA Authoring Practices, "combobox with listbox popup".
const search = (() => {
  const input = dom.byId("search");
  const box = dom.byId("results");
  const MOST = 40;
  let found = [];
  let active = -1;

  // Accents and case do not count: "nunez" finds Núñez.
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const index = [];
  function prepare() {
    if (index.length) return;
    for (const node of graph.nodes) {
      const said = (node.heard ?? []).flatMap(([file, text]) => [file, text]);
      const values = node.entry ? node.rows.map(([, value]) => value) : [];
      index.push({
        node, key: "", name: fold(node.name), number: fold(node.detail),
        text: fold([node.label, node.id, ...said, ...values].join(" ")),
      });
    }
    for (const edge of graph.edges.filter((one) => scene.isBox(one.source))) {
      index.push({
        node: edge.source, key: edge.key, edge, name: "", number: "",
        text: fold(`key ${edge.source.label} ${edge.target.label}`), label: fold(edge.label),
      });
    }
  }

  // How well an entry fits; 0 where it does not. A key is only found by its whole word.
  function score(entry, words, whole) {
    const fits = (word) => entry.text.includes(word) || (entry.edge && entry.label === word);
    if (!words.every(fits)) return 0;
    if (entry.edge) return words.includes(entry.label) ? (words.length > 1 ? 65 : 30) : 0;
    if (entry.number === whole) return 100;
    if (entry.name === whole) return 90;
    if (entry.number.startsWith(whole)) return 80;
    if (entry.name.startsWith(whole)) return 70;
    return entry.name.includes(whole) ? 60 : 50;
  }

  function look(query) {
    prepare();
    const whole = fold(query.trim());
    if (!whole) return [];
    // "no key" and "wrong key" are keys of two words.
    const words = whole.replace(/\b(no|wrong) key\b/, "$1\u00a0key").split(/ +/)
      .map((word) => word.replace("\u00a0", " "));
    return index.map((entry) => ({ entry, fit: score(entry, words, whole) }))
      .filter(({ fit }) => fit > 0)
      .sort((one, other) => other.fit - one.fit)
      .slice(0, MOST).map(({ entry }) => entry);
  }

  function option(entry, place) {
    const { node, edge } = entry;
    const shown = edge ? edge.target : node;
    const [word, glyph] = graph.kinds[shown.style];
    const title = edge
      ? [dom.name(ways.title(node)), " ", dom.build("kbd", {}, edge.label), " ",
        dom.name(ways.title(edge.target))]
      : [dom.name(ways.title(node))];
    const element = dom.build("div", { id: `result-${place}`, role: "option", "aria-selected": "false" },
      dom.build("span", { class: `sign k-${shown.style}`, "aria-hidden": "true" }, glyph),
      dom.build("span", { class: "title" }, ...title),
      dom.build("span", { class: "hint" }, edge ? "key" : `${word} ${node.detail}`));
    // The press, not the click: the field loses its focus, and with it the list, in between.
    element.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(place);
    });
    return element;
  }

  function update() {
    found = look(input.value);
    const isAsked = input.value.trim() !== "";
    const none = dom.build("div", { class: "empty", role: "option", "aria-disabled": "true",
      "aria-selected": "false" }, "Nothing is called so");
    box.replaceChildren(...(found.length ? found.map(option) : [none]));
    box.hidden = !isAsked;
    input.setAttribute("aria-expanded", String(isAsked));
    point(found.length ? 0 : -1);
    if (isAsked) dom.announce(dom.count(found.length, "result"));
  }

  function point(place) {
    box.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const element = place >= 0 ? box.children[place] : null;
    element?.setAttribute("aria-selected", "true");
    element?.scrollIntoView({ block: "nearest" });
    if (element) input.setAttribute("aria-activedescendant", element.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function hide() {
    box.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function take(place) {
    const entry = found[place];
    if (!entry) return;
    hide();
    selection.choose(entry.node, { key: entry.key });
    selection.partsOf(entry.node)[0]?.button.focus({ preventScroll: true });
  }

  function type(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      if (box.hidden) update();
      else point((active + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (box.hidden) input.blur();
      else if (input.value) {
        input.value = "";
        update();
      }
    }
  }

  function start() {
    input.addEventListener("input", update);
    input.addEventListener("focus", () => input.value && update());
    input.addEventListener("blur", hide);
    input.addEventListener("keydown", type);
  }

  return { start, focus: () => { input.focus(); input.select(); } };
})();
