// Lights up ways: all that lead to a node and on from it, one way among them, the round of a loop.
const light = (() => {
  const picture = dom.byId("picture");
  const MARKS = ["lit", "to", "from", "way", "round", "chosen", "on"];
  const touched = new Set();

  function mark(element, ...marks) {
    if (!element) return;
    element.classList.add(...marks);
    touched.add(element);
  }

  function clear() {
    for (const element of touched) element.classList.remove(...MARKS);
    touched.clear();
    picture.classList.remove("has-light", "has-way");
  }

  const rows = (edge) => edge.source.parts.map((part) => scene.rowOf(part, edge.key));

  function markEdge(edge, ...marks) {
    if (edge.arrow >= 0) mark(graph.arrows[edge.arrow].element, "lit", ...marks);
  }

  function markNode(node, ...marks) {
    for (const part of node.parts) mark(part.element, "lit", ...marks);
  }

  // Every edge that some way takes to the node, or on from it.
  function all(node) {
    const before = graph.backward([node]);
    const after = graph.forward([node]);
    for (const other of [...before.keys(), ...after.keys()]) markNode(other);
    for (const edge of graph.edges) {
      if (before.has(edge.target)) markEdge(edge, "to");
      else if (after.has(edge.source)) markEdge(edge, "from");
    }
    for (const edge of node.into) for (const row of rows(edge)) mark(row, "on");
  }

  // A node, its ways, and of these one that is told in the side panel.
  function show(node, { key = "", way = [], round = [] } = {}) {
    clear();
    picture.classList.add("has-light");
    if (round.length) along(round, "round");
    else all(node);
    if (way.length) along(way, "way");
    markNode(node, "chosen");
    if (key) for (const part of node.parts) mark(scene.rowOf(part, key), "on");
  }

  function along(edges, kind) {
    picture.classList.toggle("has-way", kind === "way");
    for (const edge of edges) {
      markNode(edge.source, kind);
      markNode(edge.target, kind);
      markEdge(edge, kind);
      for (const row of rows(edge)) mark(row, "on");
    }
  }

  return { show, clear };
})();
