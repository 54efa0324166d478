// What the reader has asked for, in the address as well, so that a way back and a bookmark keep it.
(() => {
  const byId = (id) => document.getElementById(id);
  const box = document.querySelector(".search");
  const input = byId("search");
  const found = byId("found");
  const hits = byId("hits");
  const shown = byId("shown");
  const tag = byId("tag");
  const clear = byId("clear");
  const NOTHING = { q: "", show: "", tag: "", by: "" };
  let wish = { ...NOTHING };
  let tiles = [];

  const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const isChosen = (row) => (!wish.show || row.is.includes(wish.show))
    && (!wish.tag || row.tags.includes(wish.tag));

  // -- showing ---------------------------------------------------------------------------------

  function showAll() {
    const terms = search.termsOf(wish.q);
    found.hidden = terms.length === 0;
    document.body.classList.toggle("asked", !found.hidden);
    showRows(found.hidden ? isChosen : showFound(terms));
    for (const tile of tiles) {
      tile.setAttribute("aria-pressed", String(tile.dataset.show === wish.show));
    }
  }

  // Gives which PBXs have what is looked for, or are called so.
  function showFound(terms) {
    if (!search.isLoaded()) {
      hits.textContent = search.state();
      return isChosen;
    }
    const pbxs = search.find(terms, isChosen);
    const number = pbxs.reduce((sum, { scored }) => sum + scored.length, 0);
    const chosen = rows.all.filter(isChosen).length;
    hits.textContent = number
      ? `${number} found, on ${pbxs.length} of ${counted(chosen, "PBX")}`
      : "Nothing on a PBX is called so";
    search.tell(pbxs, wish.q);
    if (found.getBoundingClientRect().top < 0) found.scrollIntoView();
    const having = new Set(pbxs.map(({ row }) => row));
    return (row) => isChosen(row) && (having.has(row) || search.isCalledSo(row, terms));
  }

  function showRows(isWanted) {
    if (!shown) return;
    const number = rows.show(isWanted);
    const isPart = Boolean(wish.q.trim() || wish.show || wish.tag);
    clear.hidden = !isPart;
    // Two that speak at once would be one too many.
    shown.ariaLive = found.hidden ? "polite" : "off";
    shown.textContent = isPart
      ? `${number} of ${counted(rows.all.length, "PBX")}`
      : wish.by ? counted(number, "PBX") : "The worst first";
  }

  function order() {
    const column = Number.parseInt(wish.by, 10);
    if (column >= 1 && column <= rows.columns) rows.sort(column - 1, wish.by.endsWith("-down"));
  }

  // -- the address -----------------------------------------------------------------------------

  function read(address) {
    for (const key of Object.keys(NOTHING)) wish[key] = address.get(key) ?? "";
    input.value = wish.q;
    if (tag) tag.value = wish.tag;
    if (wish.q) load();
    if (shown) order();
    showAll();
  }

  function ask(change) {
    Object.assign(wish, change);
    const address = new URLSearchParams(Object.entries(wish).filter(([, value]) => value));
    const [page] = location.href.split("#");
    history.replaceState(null, "", String(address) ? `#${address}` : page);
    if ("by" in change) order();
    showAll();
  }

  function askForAll() {
    input.value = "";
    if (tag) tag.value = "";
    ask({ q: "", show: "", tag: "" });
  }

  function showRow(row) {
    const { hash } = location;
    askForAll();
    history.replaceState(null, "", hash);
    row.body.scrollIntoView({ block: "center" });
  }

  // A link to a row leads there even if it is not among those that are shown.
  function follow() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // No address of ours: a percent sign that stands for nothing.
    }
    const row = id.startsWith("pbx-") && rows.bySlug.get(id.slice(4));
    if (row) showRow(row);
    const address = new URLSearchParams(location.hash.slice(1));
    // Other addresses are places on the page.
    if (!location.hash || Object.keys(NOTHING).some((key) => address.has(key))) read(address);
  }

  // -- what can be pressed ---------------------------------------------------------------------

  const load = () => search.load(showAll);

  function pressable(tile) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = tile.className;
    button.dataset.show = tile.dataset.show;
    button.append(...tile.childNodes);
    tile.replaceWith(button);
    button.addEventListener("click", () => {
      ask({ show: wish.show === button.dataset.show ? "" : button.dataset.show });
    });
    return button;
  }

  function type(event) {
    if (event.key === "Escape" && input.value) {
      input.value = "";
      ask({ q: "" });
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      found.querySelector("a")?.focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  function begin(event) {
    const isTyping = event.target.closest("input, select, textarea");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  }

  tiles = [...document.querySelectorAll(".tile:not(.none)")].map(pressable);
  rows.start((column, isDown) => ask({ by: `${column + 1}${isDown ? "-down" : ""}` }));
  box.hidden = false;
  for (const choice of document.querySelectorAll(".choice")) choice.hidden = false;
  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); ask({ q: input.value }); });
  input.addEventListener("keydown", type);
  tag?.addEventListener("change", () => ask({ tag: tag.value }));
  clear?.addEventListener("click", () => { askForAll(); tiles[0].focus(); });
  document.addEventListener("keydown", begin);
  addEventListener("hashchange", follow);
  follow();
})();
