// The search over all PBXs. The index is a script, so that no server is needed; it is loaded when
// somebody begins to search.
const search = (() => {
  const MOST_PBXS = 20;
  const MOST_HITS = 8;
  const list = document.querySelector(".found-on");
  const more = document.getElementById("more");
  let index = null;
  let state = "";

  // -- the index -------------------------------------------------------------------------------

  // Loads it, once; says so when it is there, or cannot be.
  function load(whenDone) {
    if (state) return;
    state = "Looking …";
    const script = document.createElement("script");
    script.src = "assets/search-index.js";
    script.addEventListener("load", () => {
      index = globalThis.flowgraphFleet.map(read);
      whenDone();
    });
    script.addEventListener("error", () => {
      state = "The index could not be loaded";
      whenDone();
    });
    document.head.append(script);
  }

  function read([slug, ...entries]) {
    const hits = entries.map(([node, label, besides, places]) => ({ node, label, besides, places,
      // Between blanks, so that a whole word can be told from a part of one.
      text: ` ${[label, node.slice(node.indexOf(":") + 1), besides].map(folded).join(" ")} `,
    }));
    return { row: rows.bySlug.get(slug), hits };
  }

  // -- finding ---------------------------------------------------------------------------------

  const termsOf = (query) => folded(query).split(/\s+/).filter(Boolean);

  // A thing is found by its own words; that of its PBX may stand beside them.
  function scoreOf(hit, row, terms) {
    let sum = 0;
    for (const term of terms) {
      if (hit.text.includes(term)) sum += closeness(hit.text, term);
      else if (!row.words.includes(term)) return 0;
    }
    return sum;
  }

  function closeness(text, term) {
    if (text.includes(` ${term} `)) return 4;
    return text.includes(` ${term}`) ? 2 : 1;
  }

  // The PBXs on which something is found, those with the closest first.
  function find(terms, isWanted) {
    const found = [];
    for (const { row, hits } of index) {
      if (!isWanted(row)) continue;
      const scored = hits.map((hit) => ({ hit, score: scoreOf(hit, row, terms) }))
        .filter(({ score }) => score > 0)
        .sort((one, other) => other.score - one.score);
      if (scored.length) found.push({ row, all: hits, scored });
    }
    const best = ({ scored }) => scored[0].score;
    return found.sort((one, other) => best(other) - best(one) || one.row.order - other.row.order);
  }

  const isCalledSo = (row, terms) => terms.every((term) => row.words.includes(term));

  // -- telling ---------------------------------------------------------------------------------

  function build(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  function link(row, node, ...children) {
    if (!row.page) return build("span", "", ...children);
    const element = build("a", "", ...children);
    const place = encodeURIComponent(node).replaceAll("%3A", ":");
    element.href = node ? `${row.page}#${place}` : row.page;
    return element;
  }

  function name(text, words) {
    const element = build("bdi", "");
    letters.marked(text, words, element);
    return element;
  }

  // What leads there: a thing of the PBX and a key, or words.
  function place(row, hits, one) {
    if (typeof one === "string") return build("li", "", build("bdi", "", one));
    const [number, key] = one;
    const { node, label } = hits[number];
    const pressed = /^key ([0-9#*])$/.exec(key);
    return build("li", "", link(row, node, build("bdi", "", label)), " ",
      ...(pressed ? ["key ", build("kbd", "", pressed[1])] : [build("span", "when", key)]));
  }

  // What it was found by, where its label does not show it: a number that is dialled, say.
  const reasons = ({ label, besides }, words) => besides.split(" ").filter((one) =>
    words.some((word) => folded(one).includes(word) && !folded(label).includes(word)));

  function thing(row, hits, hit, words) {
    const item = build("li", "", link(row, hit.node, name(hit.label, words)));
    const found = reasons(hit, words.map(folded));
    if (found.length) item.append(" ", build("span", "small", build("bdi", "", found.join(" "))));
    if (!hit.places.length) return item;
    item.append(build("ul", "from", ...hit.places.map((one) => place(row, hits, one))));
    return item;
  }

  function pbx({ row, all, scored }, words) {
    const head = build("h3", "", link(row, "", name(row.name, words)), " ",
      ...row.states.map((state) => state.cloneNode(true)));
    const item = build("li", "", head);
    if (row.is.includes("failed")) {
      item.append(build("p", "small", "As it was when it could be read last"));
    }
    const shown = scored.slice(0, MOST_HITS).map(({ hit }) => thing(row, all, hit, words));
    const left = scored.length - shown.length;
    if (left) shown.push(build("li", "small", `and ${left} more`));
    item.append(build("ul", "things", ...shown));
    return item;
  }

  function tell(found, query) {
    // As they are written, to be marked.
    const words = letters.plain(query).split(/\s+/).filter(Boolean);
    const part = (from, to) => found.slice(from, to).map((one) => pbx(one, words));
    list.replaceChildren(...part(0, MOST_PBXS));
    more.hidden = found.length <= MOST_PBXS;
    more.onclick = () => {
      const [first, ...others] = part(MOST_PBXS);
      list.append(first, ...others);
      more.hidden = true;
      first.querySelector("a")?.focus();
    };
  }

  return { load, isLoaded: () => index !== null, state: () => state, termsOf, find, isCalledSo, tell };
})();
