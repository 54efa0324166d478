// The node that the reader looks at. It is part of the address, so that a link leads to it.
const selection = (() => {
  let chosen = null;

  const link = (node) => `#${encodeURIComponent(node.id).replaceAll("%3A", ":")}`;

  function addressed() {
    try {
      return graph.byNodeId.get(decodeURIComponent(location.hash.slice(1))) ?? null;
    } catch {
      return null; // no address of ours: a percent sign that stands for nothing
    }
  }

  // Where in the picture a node is; one that has no part of its own is in the rows that name it.
  function partsOf(node) {
    if (node.parts.length) return node.parts;
    return node.into.flatMap((edge) => edge.source.parts);
  }

  function choose(node, { key = "", round = [], tab = "details", isMoving = true } = {}) {
    scene.reveal(node);
    for (const edge of round) scene.reveal(edge.source);
    chosen = node;
    for (const element of document.querySelectorAll("#world [aria-current]")) {
      element.removeAttribute("aria-current");
    }
    const [part] = partsOf(node);
    part?.button.setAttribute("aria-current", "true");
    light.show(node, { key, round, way: round.length ? [] : ways.to(node)[0] });
    signals.emit("chosen", node, key);
    if (tab) panel.show(tab);
    const seen = round.length ? round.flatMap((edge) => edge.source.parts) : part ? [part] : [];
    if (isMoving && seen.length) viewport.bring(scene.extent(seen));
    if (addressed() !== node) location.hash = link(node);
    dom.announce(`${node.label}: ${dom.count(node.into.length, "key")} here, `
      + `${dom.count(node.out.length, "key")} on`);
  }

  function clear() {
    if (!chosen) return;
    chosen = null;
    light.clear();
    signals.emit("chosen", null, "");
    if (addressed()) location.hash = "";
  }

  function follow() {
    const node = addressed();
    if (node && node !== chosen) choose(node);
    else if (!node && !location.hash.slice(1)) clear();
  }

  function click(event) {
    if (viewport.wasDragged()) return;
    const element = event.target.closest("#world [id]");
    if (!element) return clear();
    const place = Number(element.id.slice(1));
    if (element.id.startsWith("a")) return choose(...placeOfArrow(graph.arrows[place]));
    const key = event.target.closest("[data-key]")?.dataset.key ?? "";
    choose(graph.parts[place].node, { key, isMoving: false });
  }

  const placeOfArrow = (arrow) => [arrow.source.node, { key: arrow.edges[0]?.key, isMoving: false }];

  function start() {
    dom.byId("picture").addEventListener("click", click);
    addEventListener("hashchange", follow);
    follow();
  }

  return { start, choose, clear, link, partsOf, current: () => chosen };
})();
