// What of the call flow is in the picture: where it starts, what is folded, which kinds and ways
// are left out.
const scene = (() => {
  const MARGIN = 24;
  const FIRST_LOOK = 24; // parts that a folded picture begins with

  const picture = dom.byId("picture");
  const boxes = graph.nodes.filter((node) => node.menu || node.entry);
  const isBox = (node) => Boolean(node.menu || node.entry);
  const isFallback = (edge) => edge.key === "timeout" || edge.key === "invalid";

  const folded = new Set();
  const hiddenKinds = new Set();
  const shows = { ends: true, fallbacks: true };
  let root = null;

  let shownNodes = new Set(graph.nodes);
  let shownParts = [...graph.parts];
  let spots = new Map(graph.parts.map((part) => [part, part]));
  let isArranged = false;

  // -- what is shown -------------------------------------------------------------------------

  const isKindShown = (node) => !hiddenKinds.has(node.style);
  const isEdgeShown = (edge) => isKindShown(edge.target) && (shows.fallbacks || !isFallback(edge));
  const isOpen = (edge) => !folded.has(edge.source) && isEdgeShown(edge);

  // Where calls arrive; with them everything that they do not lead to, or it would be lost.
  const arrivals = (() => {
    const reached = graph.forward(graph.starts);
    return [...graph.starts, ...graph.nodes.filter((node) => !reached.has(node))];
  })();

  // Where inbound routes are left out, the picture begins at what they lead to.
  const beginnings = (node) =>
    (node.entry && !isKindShown(node) ? node.out.map((edge) => edge.target) : [node]);

  function findNodes() {
    const from = (root ? [root] : arrivals.flatMap(beginnings))
      .filter((node) => node === root || isKindShown(node));
    return new Set(graph.forward(from, isOpen).keys());
  }

  const isArrowShown = (arrow) =>
    shownNodes.has(arrow.source.node) && shownNodes.has(arrow.target.node)
    && arrow.edges.some(isOpen);

  function isPartShown(part) {
    if (!shownNodes.has(part.node)) return false;
    if (part.isTable || part.node === root) return true;
    if (!shows.ends && !part.out.length) return false;
    return part.into.length === 0 || part.into.some(isArrowShown);
  }

  function update() {
    shownNodes = findNodes();
    shownParts = graph.parts.filter(isPartShown);
    const shown = new Set(shownParts);
    const isWhole = (arrow) =>
      shown.has(arrow.source) && shown.has(arrow.target) && isArrowShown(arrow);
    attach(picture.querySelector(".nodes"), graph.parts, (part) => shown.has(part));
    attach(picture.querySelector(".edges"), graph.arrows, isWhole);
    fadeRows();
    move(isWhole);
    folds.update();
    signals.emit("scene");
  }

  // Puts in what is shown and takes out the rest, in order; what stays keeps the focus.
  function attach(layer, all, isShown) {
    let next = null;
    for (const one of [...all].reverse()) {
      if (!isShown(one)) one.element.remove();
      else {
        if (one.element.parentNode !== layer) layer.insertBefore(one.element, next);
        next = one.element;
      }
    }
  }

  // A row cannot be taken out of a menu, but it can step back.
  function fadeRows() {
    for (const part of shownParts) {
      for (const edge of part.isTable ? part.node.out : []) {
        rowOf(part, edge.key)?.classList.toggle("off", !isEdgeShown(edge));
      }
    }
  }

  const rowOf = (part, key) => part.element.querySelector(`[data-key="${CSS.escape(key)}"]`);

  // -- where it stands -----------------------------------------------------------------------

  function move(isWhole) {
    const wants = root !== null || folded.size > 0;
    if (!wants && !isArranged) return;
    isArranged = wants;
    const first = (root ? [root] : graph.starts).flatMap((node) => node.parts);
    spots = wants ? arrange.place(shownParts, isWhole, first)
      : new Map(graph.parts.map((part) => [part, part]));
    for (const [part, { x, y }] of spots) {
      part.element.setAttribute("transform", `translate(${x} ${y})`);
    }
    for (const arrow of graph.arrows) if (!wants || isWhole(arrow)) redraw(arrow);
  }

  function redraw(arrow) {
    const [line, head] = arrow.element.querySelectorAll("path");
    arrow.drawn ??= { line: line.getAttribute("d"), head: head?.getAttribute("d") };
    const { line: way, head: tip } = isArranged ? arrange.curve(arrow, spots) : arrow.drawn;
    line.setAttribute("d", way);
    head?.setAttribute("d", tip);
  }

  function boxOf(part) {
    const { x, y } = spots.get(part) ?? part;
    return { x, y, width: part.width, height: part.height };
  }

  function extent(parts = shownParts) {
    const all = (parts.length ? parts : graph.parts.slice(0, 1)).map(boxOf);
    if (!all.length) return { x: 0, y: 0, width: 100, height: 100 };
    const x = Math.min(...all.map((box) => box.x)) - MARGIN;
    const y = Math.min(...all.map((box) => box.y)) - MARGIN;
    return {
      x, y,
      width: Math.max(...all.map((box) => box.x + box.width)) + MARGIN - x,
      height: Math.max(...all.map((box) => box.y + box.height)) + MARGIN - y,
    };
  }

  // -- changes -------------------------------------------------------------------------------

  const canFold = (node) =>
    node.parts.some((part) => part.out.some((arrow) => arrow.target !== arrow.source));

  function toggleFold(node) {
    if (!canFold(node)) return;
    const before = shownParts.length;
    const [part] = node.parts;
    const stood = boxOf(part);
    if (!folded.delete(node)) folded.add(node);
    update();
    // The menu stays under the reader's eyes, whatever moves around it.
    viewport.follow(stood, boxOf(part));
    const changed = Math.abs(shownParts.length - before);
    dom.announce(`${folded.has(node) ? "Folded" : "Unfolded"} ${node.label}: ${changed} `
      + `${folded.has(node) ? "fewer" : "more"} in the picture`);
  }

  function startAt(node) {
    root = node === root ? null : node;
    if (root) folded.clear();
    update();
    viewport.fit();
    dom.announce(root ? `The picture starts at ${root.label}` : "The picture shows everything again");
  }

  function showAll() {
    folded.clear();
    root = null;
    hiddenKinds.clear();
    Object.assign(shows, { ends: true, fallbacks: true });
    update();
    viewport.fit();
    dom.announce("The picture shows everything");
  }

  function setKind(style, isOn) {
    if (isOn) hiddenKinds.delete(style);
    else hiddenKinds.add(style);
    update();
  }

  function setShown(what, isOn) {
    shows[what] = isOn;
    update();
  }

  // Unfolds and unhides as little as is needed to see a node.
  function reveal(node) {
    if (shownNodes.has(node) && (node.parts.length === 0 || node.parts.some(isPartShown))) return;
    hiddenKinds.delete(node.style);
    if (!isBox(node)) shows.ends = true;
    const from = root ? [root] : arrivals;
    let reached = graph.forward(from, isEdgeShown);
    if (!reached.has(node)) {
      root = null;
      shows.fallbacks = true;
      hiddenKinds.clear();
      reached = graph.forward(arrivals);
    }
    for (const edge of graph.trail(reached, node)) folded.delete(edge.source);
    update();
  }

  // A picture that would be dust begins with its first levels; the rest is folded behind them,
  // level by level.
  function foldDeep() {
    const depth = new Map();
    for (const [node, edge] of graph.forward(arrivals)) {
      depth.set(node, edge ? depth.get(edge.source) + 1 : 0);
    }
    const perLevel = [];
    for (const part of graph.parts) {
      const level = depth.get(part.node);
      perLevel[level] = (perLevel[level] ?? 0) + 1;
    }
    let last = 0;
    let total = perLevel[0] ?? 0;
    while (total + (perLevel[last + 1] ?? Infinity) <= FIRST_LOOK) total += perLevel[++last];
    for (const node of boxes) if (depth.get(node) >= last && canFold(node)) folded.add(node);
  }

  function start() {
    if (graph.isLarge || !viewport.canShow(extent(graph.parts))) foldDeep();
    update();
  }

  const state = () => ({ root, folded, hiddenKinds, shows, shown: shownNodes, boxes });

  return { start, toggleFold, startAt, showAll, setKind, setShown, reveal, canFold, extent,
    boxOf, rowOf, isBox, state, parts: () => shownParts,
    isFolded: (node) => folded.has(node), root: () => root };
})();
