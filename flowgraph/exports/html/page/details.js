// The sheet of a node: every way to it, its keys, what callers hear, all of its settings.
const details = (() => {
  const sheet = dom.byId("details");
  const intro = [...sheet.children];
  const SHORT = 6; // rows of a list that are shown before "show all"

  const sign = (node) => dom.build("span",
    { class: `sign k-${node.style}`, "aria-hidden": "true" }, graph.kinds[node.style][1]);

  const linkTo = (node) => dom.build("a", { href: selection.link(node) }, dom.name(node.label));

  function section(title, ...children) {
    return dom.build("section", {}, dom.build("h3", {}, title), ...children);
  }

  // A list that begins short: of a menu in the middle of everything hundreds of ways are told.
  function list(rows, attributes = {}) {
    const items = rows.map((row) => dom.build("li", {}, ...row));
    const all = dom.build("ul", attributes, ...items.slice(0, SHORT));
    if (items.length <= SHORT) return [all];
    const more = dom.button(`Show all ${items.length}`, { class: "more" }, () => {
      all.append(...items.slice(SHORT));
      more.remove();
      items[SHORT].querySelector("a, button")?.focus();
    });
    return [all, more];
  }

  function stepsIn(way, start) {
    return ways.steps(way, start).flatMap(({ text, isKey }, place) => [
      place ? dom.build("span", { class: "then" }, " > ") : null,
      isKey ? dom.build("kbd", {}, text) : dom.name(text),
    ]);
  }

  // -- parts of the sheet --------------------------------------------------------------------

  function head(node) {
    const [word] = graph.kinds[node.style];
    const number = node.detail ? ` ${node.detail}` : "";
    return dom.build("header", { class: "subject" }, sign(node),
      dom.build("div", {},
        dom.build("h2", { id: "subject", tabindex: "-1" }, dom.name(node.name || node.label)),
        dom.build("p", { class: "hint" }, `${word}${number} · `, dom.build("code", {}, node.id))));
  }

  function actions(node) {
    const isRoot = scene.root() === node;
    const start = dom.button(isRoot ? "Show everything" : "Start picture here",
      { id: "start-here" }, () => scene.startAt(node));
    const fold = scene.canFold(node) ? dom.button(
      scene.isFolded(node) ? "Unfold" : "Fold",
      { id: "fold", "aria-pressed": String(scene.isFolded(node)) }, () => scene.toggleFold(node)) : null;
    const find = dom.button("Find in picture", { id: "find" }, () => {
      scene.reveal(node);
      viewport.bring(scene.extent(selection.partsOf(node).slice(0, 1)));
      if (dom.isNarrow()) panel.setOpen(false);
    });
    return dom.build("div", { class: "actions" }, node.out.length ? start : null, fold, find);
  }

  function waysHere(node) {
    const found = ways.to(node);
    if (!found.length) return section("Ways here", dom.build("p", { class: "empty" },
      "No entry that was read leads here; calls may come by forwarding or an internal number."));
    const rows = found.map((way, place) => [wayButton(node, way, place === 0)]);
    return section(`Ways here (${found.length})`, ...list(rows, { class: "ways", id: "ways" }));
  }

  function wayButton(node, way, isFirst) {
    const element = dom.build("button", { type: "button", class: "way",
      "aria-pressed": String(isFirst) }, ...stepsIn(way, node));
    element.addEventListener("click", () => {
      for (const other of sheet.querySelectorAll(".way")) other.setAttribute("aria-pressed", "false");
      element.setAttribute("aria-pressed", "true");
      for (const edge of way) scene.reveal(edge.source);
      light.show(node, { way });
      const parts = [...way.map((edge) => edge.source), node].flatMap((one) => one.parts);
      if (parts.length) viewport.bring(scene.extent(parts), 0.3);
    });
    return element;
  }

  function keyTable(node, chosenKey) {
    const unset = graph.keys.filter(([key]) => node.unset?.includes(key));
    if (!node.out.length && !unset.length) return null;
    const rows = node.out.map((edge) => keyRow(edge, edge.key === chosenKey));
    const fallbacks = unset.filter(([key]) => key === "timeout" || key === "invalid");
    for (const [, spoken] of fallbacks) {
      rows.push(dom.build("tr", { class: "unset" }, dom.build("th", { scope: "row" },
        dom.build("kbd", {}, spoken)), dom.build("td", {}, "not set; the vendor does not say what happens")));
    }
    const free = unset.filter(([key]) => key !== "timeout" && key !== "invalid").map(([key]) => key);
    return section(node.menu ? "Keys" : "Goes on to",
      dom.build("table", { class: "keys" },
        dom.build("thead", { class: "sr" }, dom.build("tr", {},
          dom.build("th", { scope: "col" }, node.menu ? "Key" : "When"),
          dom.build("th", { scope: "col" }, "Leads to"))),
        dom.build("tbody", {}, ...rows)),
      free.length ? dom.build("p", { class: "hint" }, `Not set: ${free.join(" ")}`) : null);
  }

  function keyRow(edge, isChosen) {
    const again = edge.target === edge.source ? " (this menu again)" : "";
    const lost = edge.target.style === "missing" ? " (does not exist)" : "";
    const note = edge.note ? dom.build("span", { class: "hint" }, ` ${edge.note}`) : null;
    return dom.build("tr", { class: isChosen ? "chosen" : edge.tone || null },
      dom.build("th", { scope: "row" }, dom.build("kbd", {}, edge.label)),
      dom.build("td", {}, dom.build("div", {}, sign(edge.target),
        dom.build("span", {}, linkTo(edge.target), again + lost, note))));
  }

  function heard(node) {
    if (node.unheard) return section("Callers hear", dom.build("p", { class: "empty" }, "not known"));
    if (!node.heard) return null;
    const rows = node.heard.map(([file, text, isListed]) => [
      dom.build("p", {}, "♪ ", dom.name(file),
        isListed === false ? dom.build("strong", {}, " – not on the PBX's list of prompts") : null),
      text ? dom.build("blockquote", {}, dom.name(text)) : null,
    ]);
    return section("Callers hear", ...list(rows, { class: "heard" }));
  }

  function leadsHere(node) {
    if (!node.into.length) return null;
    const rows = node.into.map((edge) => [
      linkTo(edge.source), " ", dom.build("kbd", {}, edge.label)]);
    return section(`Who leads here (${node.into.length})`, ...list(rows, { id: "leads-here" }));
  }

  // What lies behind the places that the table of keys leads to.
  function furtherOn(node) {
    const found = ways.from(node).filter(({ way }) => way.length > 1);
    if (!found.length) return null;
    const rows = found.map(({ end, way }) => [
      dom.build("span", { class: "presses" }, ...way.flatMap((edge, place) => [
        place ? dom.build("span", { class: "then" }, " > ") : null,
        dom.build("kbd", {}, edge.label)])), " ", sign(end), linkTo(end)]);
    return section(`Further on (${found.length})`, ...list(rows, { id: "further-on" }));
  }

  function settings(node) {
    if (!node.rows.length) return null;
    const pairs = node.rows.map(([label, value]) => dom.build("div", {},
      dom.build("dt", {}, graph.labels[label]), dom.build("dd", {}, dom.name(value))));
    return section("All settings", dom.build("dl", { class: "settings" }, ...pairs));
  }

  function show(node, key) {
    if (!node) return sheet.replaceChildren(...intro);
    sheet.replaceChildren(...[head(node), actions(node), findings.at(node, true), waysHere(node),
      keyTable(node, key), heard(node), leadsHere(node), furtherOn(node), settings(node),
      findings.at(node, false),
    ].filter(Boolean));
    sheet.scrollTop = 0;
    sheet.querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" });
  }

  // Folding changes what the buttons say; they keep the focus.
  function refresh() {
    const node = selection.current();
    const old = sheet.querySelector(".actions");
    if (!node || !old) return;
    const { id } = document.activeElement;
    old.replaceWith(actions(node));
    if (id && !document.activeElement.id) dom.byId(id)?.focus();
  }

  function open() {
    panel.show("details");
    dom.byId("subject")?.focus();
  }

  signals.on("chosen", show);
  signals.on("scene", refresh);
  return { open };
})();
