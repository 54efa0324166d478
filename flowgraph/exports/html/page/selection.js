// The node that the reader looks at. It is part of the address, so that a link leads to it.
const selection = (() => {
  const LONGEST = 60; // letters of an address that are told
  let chosen = null;
  let unknown = "";

  const link = (node) => `#${encodeURIComponent(node.id).replaceAll("%3A", ":")}`;

  function address() {
    const text = location.hash.slice(1);
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // no address of ours: a percent sign that stands for nothing
    }
  }

  const addressed = () => graph.byNodeId.get(address()) ?? null;

  // An old link may lead to what is no longer there; other parts of the page have addresses, too.
  function notice(node) {
    const text = address();
    const before = unknown;
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
    unknown = node || !text || dom.byId(text) ? "" : short;
    if (unknown) dom.announce(`Nothing here has the address ${unknown}`);
    if (unknown !== before) signals.emit("address");
  }

  const leave = () => { location.hash = ""; };

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
    notice(node);
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

  return { start, choose, clear, leave, link, partsOf, current: () => chosen, lost: () => unknown };
})();
