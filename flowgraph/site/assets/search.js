// Search in the pages of this folder. The index is a script too, so that no server is needed; it is
// loaded when somebody begins to search.
(() => {
  const { plain, marked } = letters;
  const MOST = 30;
  const AROUND = 40;
  const box = document.querySelector(".search");
  const input = box.querySelector("input");
  const panel = box.querySelector(".results");
  const list = panel.querySelector("ul");
  const status = panel.querySelector("p");
  let hits = null;

  function load() {
    if (hits) return;
    hits = [];
    const script = document.createElement("script");
    script.src = "assets/search-index.js";
    script.addEventListener("load", () => {
      hits = globalThis.flowgraphIndex.map(([kind, number, name, address, words]) => ({
        kind, number, name, address, words,
        plainNumber: plain(number), plainName: plain(name), plainWords: plain(words),
      }));
      show();
    });
    script.addEventListener("error", () => { status.textContent = "The index could not be loaded."; });
    document.head.append(script);
  }

  // A place is found if it holds every word; how well is a matter of where.
  function score(hit, terms) {
    let sum = 0;
    for (const term of terms) {
      const one = scoreOf(hit, term);
      if (one === 0) return 0;
      sum += one;
    }
    return sum;
  }

  function scoreOf(hit, term) {
    if (hit.plainNumber === term) return 100;
    if (hit.plainNumber && hit.plainNumber.startsWith(term)) return 60;
    if (hit.plainName.startsWith(term)) return 50;
    const place = hit.plainName.indexOf(term);
    if (place >= 0) return /[\p{L}\p{N}]/u.test(hit.plainName[place - 1]) ? 25 : 40;
    if (hit.plainNumber.includes(term)) return 20;
    if (plain(hit.kind).startsWith(term)) return 15;
    return hit.plainWords.includes(term) ? 10 : 0;
  }

  function snippet(hit, terms) {
    const at = Math.min(...terms.map((term) => hit.plainWords.indexOf(term)).filter((place) => place >= 0));
    if (!Number.isFinite(at)) return "";
    const start = Math.max(0, at - AROUND);
    const end = Math.min(hit.words.length, at + 2 * AROUND);
    return (start ? "…" : "") + hit.words.slice(start, end) + (end < hit.words.length ? "…" : "");
  }

  function row(hit, terms) {
    const link = document.createElement("a");
    link.href = hit.address;
    const name = document.createElement("bdi");
    marked([hit.number, hit.name].filter(Boolean).join(" "), terms, name);
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = hit.kind;
    link.append(name, " ", kind);
    const words = snippet(hit, terms);
    if (words) {
      const line = document.createElement("span");
      line.className = "snippet";
      marked(words, terms, line);
      link.append(line);
    }
    const item = document.createElement("li");
    item.append(link);
    return item;
  }

  function show() {
    const terms = plain(input.value).split(/\s+/).filter(Boolean);
    panel.hidden = terms.length === 0;
    list.replaceChildren();
    if (panel.hidden || !hits) return;
    const found = hits
      .map((hit, order) => ({ hit, order, value: score(hit, terms) }))
      .filter(({ value }) => value > 0)
      .sort((one, other) => other.value - one.value || one.order - other.order);
    list.append(...found.slice(0, MOST).map(({ hit }) => row(hit, terms)));
    const number = found.length === 1 ? "1 place" : `${found.length} places`;
    const cut = found.length > MOST ? `, the first ${MOST} of them below` : "";
    status.textContent = found.length ? `${number} found${cut}` : "Nothing is called so";
  }

  function close() {
    panel.hidden = true;
    input.focus();
  }

  function step(event) {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && !panel.hidden) close();
    else if (event.key === "ArrowDown" && links.length) (links[at + 1] ?? links[0]).focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
    else if (event.key === "ArrowUp" && at === 0) input.focus();
    else if (event.key === "Enter" && at < 0 && links.length) links[0].click();
    else return;
    event.preventDefault();
  }

  box.hidden = false;
  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); show(); });
  box.addEventListener("keydown", step);
  list.addEventListener("click", () => { panel.hidden = true; });
  document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) panel.hidden = true; });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, [contenteditable]");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
})();
