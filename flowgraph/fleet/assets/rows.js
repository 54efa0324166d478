// The table: which PBXs are shown, and in which order.
const rows = (() => {
  const table = document.querySelector("table.fleet");
  const heads = table ? [...table.tHead.rows[0].cells] : [];
  // A column of numbers begins with the most, one of words with the first.
  const BEGINS_DOWN = new Set(["number", "time"]);

  const all = (table ? [...table.tBodies] : []).map((body, order) => {
    const [line] = body.rows;
    const tags = [...body.querySelectorAll(".tags li")].map((tag) => tag.textContent);
    const name = line.cells[0].querySelector("bdi").textContent;
    return {
      body, order, name, tags,
      slug: body.id.replace("pbx-", ""),
      is: body.dataset.is.split(" "),
      page: line.cells[0].querySelector("a")?.getAttribute("href") ?? "",
      states: [...line.cells[1].children],
      words: folded(`${name} ${tags.join(" ")}`),
    };
  });
  const bySlug = new Map(all.map((row) => [row.slug, row]));

  function show(isWanted) {
    const shown = all.filter((row) => {
      const wanted = isWanted(row);
      if (row.body.hidden === wanted) row.body.hidden = !wanted;
      return wanted;
    });
    table.hidden = shown.length === 0;
    return shown.length;
  }

  // -- order ----------------------------------------------------------------------------------

  const ofNumber = (cell) => Number.parseInt(cell.textContent, 10);
  const VALUES = {
    word: (row, column) => row.body.rows[0].cells[column].textContent,
    number: (row, column) => ofNumber(row.body.rows[0].cells[column]),
    time: (row, column) => Date.parse(row.body.querySelector("time").dateTime),
    state: (row) => row.order,
  };
  // "9.1" comes before "37.14"; capitals and accents do not count.
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  function sort(column, isDown) {
    const value = VALUES[heads[column].dataset.by];
    const found = all.map((row) => ({ row, value: value(row, column) }));
    const isKnown = ({ value: one }) => one !== "–" && !Number.isNaN(one);
    const step = isDown ? -1 : 1;
    const compare = (one, other) => (typeof one === "string" ? words.compare(one, other) : one - other);
    // What is not known comes last, whichever way round.
    found.sort((one, other) => isKnown(other) - isKnown(one)
      || (isKnown(one) ? step * compare(one.value, other.value) : 0)
      || one.row.order - other.row.order);
    table.append(...found.map(({ row }) => row.body));
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[column].setAttribute("aria-sort", isDown ? "descending" : "ascending");
  }

  function start(onSort) {
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const isDown = now ? now === "ascending" : BEGINS_DOWN.has(head.dataset.by);
        onSort(column, isDown);
      });
    });
  }

  return { all, bySlug, columns: heads.length, show, sort, start };
})();
