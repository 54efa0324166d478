// The call graph: nodes, the edges between them, the parts of the picture that show them.
const graph = (() => {
  const data = JSON.parse(dom.byId("data").textContent);
  // The parts of a large picture lie in a store: what is not shown costs the browser nothing.
  const store = dom.byId("store");
  const element = (id) => (store ? store.content : document).getElementById(id);

  const nodes = data.nodes.map((row, place) => ({ ...row, place, parts: [], out: [], into: [] }));
  const edges = data.edges.map(([source, key, label, target, arrow, tone, note], place) => ({
    place, source: nodes[source], key, label, target: nodes[target], arrow, tone, note,
  }));
  const parts = data.parts.map(([node, x, y, width, height], place) => ({
    place, node: nodes[node], x, y, width, height, out: [], into: [],
    element: element(`n${place}`),
    get button() { return this.element.firstElementChild; },
    get isTable() { return !this.element.classList.contains("leaf"); },
  }));
  const arrows = data.arrows.map(([source, target], place) => ({
    place, source: parts[source], target: parts[target], edges: [],
    element: element(`a${place}`),
  }));
  const starts = data.starts.map((place) => nodes[place]);
  const faults = data.faults.map(([node, key, related, witness], place) => ({
    place, node: nodes[node] ?? null, key,
    related: related.map((other) => nodes[other]),
    witness: witness.map((edge) => edges[edge]),
  }));
  const byNodeId = new Map(nodes.map((node) => [node.id, node]));

  for (const edge of edges) {
    edge.source.out.push(edge);
    edge.target.into.push(edge);
    if (edge.arrow >= 0) arrows[edge.arrow].edges.push(edge);
  }
  // What holds at some hour says more of a way than what holds at any other.
  for (const node of nodes) {
    const isLast = (edge) => node.entry && edge.key === "default";
    node.ways = [...node.out.filter((edge) => !isLast(edge)), ...node.out.filter(isLast)];
  }
  for (const part of parts) part.node.parts.push(part);
  for (const arrow of arrows) {
    arrow.source.out.push(arrow);
    arrow.target.into.push(arrow);
  }

  // Breadth first: for every node that can be reached, the edge by which it is reached first.
  function spread(from, stepsOf, endOf) {
    const reached = new Map(from.map((node) => [node, null]));
    for (const node of reached.keys()) {
      for (const edge of stepsOf(node)) {
        if (!reached.has(endOf(edge))) reached.set(endOf(edge), edge);
      }
    }
    return reached;
  }

  const forward = (from, mayTake = () => true) =>
    spread(from, (node) => node.ways.filter(mayTake), (edge) => edge.target);
  const backward = (from) => spread(from, (node) => node.into, (edge) => edge.source);

  // The edges from where a search began to a node.
  function trail(reached, node) {
    const way = [];
    for (let edge = reached.get(node); edge; edge = reached.get(edge.source)) way.unshift(edge);
    return way;
  }

  return { nodes, edges, parts, arrows, starts, faults, byNodeId, forward, backward, trail,
    keys: data.keys, always: data.always, kinds: data.kinds, labels: data.labels, isLarge: store !== null };
})();

// Ways through the graph, and how they are told: "Day line > Welcome > 1 > 2".
const ways = (() => {
  const MOST = 40;

  // Where calls arrive: entries, then whatever else the picture starts at and they do not reach.
  const arrivals = (() => {
    const isFree = (node) => !node.into.some((edge) => edge.source !== node);
    const rank = (node) => (node.entry ? 0 : isFree(node) ? 1 : 2);
    const found = [];
    let reached = new Map();
    for (const node of [...graph.starts].sort((one, other) => rank(one) - rank(other))) {
      if (!node.entry && reached.has(node)) continue;
      found.push(node);
      reached = graph.forward(found);
    }
    return found;
  })();

  // The branches of an entry that lead where one of them does. The branch without hours is alone.
  const alike = (edge) => edge.source.ways.filter((other) => other.target === edge.target
    && (other.key === "default") === (edge.key === "default"));

  // The shortest way from a start to a node; from an entry one for each hour that differs. The
  // branch without hours is told only where no other leads there.
  function byHour(start, node) {
    const first = start.entry ? start.ways.filter((edge) => alike(edge)[0] === edge) : [null];
    const found = [];
    for (const edge of first) {
      if (edge?.key === "default" && found.length) continue;
      const reached = graph.forward([edge ? edge.target : start]);
      if (reached.has(node)) found.push([edge, ...graph.trail(reached, node)].filter(Boolean));
    }
    return found;
  }

  // Every entry's shortest ways to a node, and a shortest way for each last step to it.
  function to(node) {
    const found = new Map();
    const keep = (way) => found.set(way.map((edge) => edge.place).join(), way);
    if (arrivals.includes(node)) keep([]);
    const others = arrivals.filter((start) => start !== node);
    for (const start of others.slice(0, MOST)) {
      for (const way of byHour(start, node)) keep(way);
    }
    // No way is told that has been at the node before.
    const reached = graph.forward(others, (edge) => edge.target !== node);
    for (const edge of node.into) {
      if (edge.source !== node && reached.has(edge.source)) {
        keep([...graph.trail(reached, edge.source), edge]);
      }
    }
    return [...found.values()].sort((one, other) => one.length - other.length).slice(0, MOST);
  }

  // Everything that a call can come to from a node, with its shortest way, nearest first.
  function from(node) {
    const reached = graph.forward([node]);
    reached.delete(node);
    return [...reached.keys()].map((end) => ({ end, way: graph.trail(reached, end) }));
  }

  const title = (node) => node.name || node.label;

  // A branch of an entry is told only where it is not the way of every call.
  function entryTitle(edge) {
    if (edge.label === graph.always) return title(edge.source);
    return `${title(edge.source)} (${alike(edge).map((other) => other.label).join(", ")})`;
  }

  // The steps of a way in words; keys are told apart, so that they can look like keys.
  function steps(way, start) {
    const name = (text) => ({ text, isKey: false });
    const keys = (edges) => edges.map((edge) => ({ text: edge.label, isKey: true }));
    if (!way.length) return [name(title(start))];
    const [first, ...rest] = way;
    if (!first.source.entry) return [name(title(first.source)), ...keys(way)];
    return [name(entryTitle(first)), name(title(first.target)), ...keys(rest)];
  }

  return { to, from, title, steps };
})();
