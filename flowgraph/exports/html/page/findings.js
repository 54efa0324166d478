// The list of findings, which the page has in words already: filters, and the way to the place.
const findings = (() => {
  const items = [...document.querySelectorAll("[data-fault]")];
  const severityOf = (item) => ["error", "warning", "info"].find((one) => item.classList.contains(one));
  const faultOf = (item) => graph.faults[Number(item.dataset.fault)];

  function jump(item) {
    const fault = faultOf(item);
    if (!fault.node) return;
    for (const other of items) other.classList.toggle("current", other === item);
    selection.choose(fault.node, { key: fault.key, round: fault.witness, tab: null });
    if (dom.isNarrow()) panel.setOpen(false);
  }

  // Where a loop leads, in words: "Main -no key-> Night -no key-> Main".
  function round(fault) {
    const [first] = fault.witness;
    if (!first) return null;
    // A message that is played again comes back to its own menu.
    const end = (edge) => (scene.isBox(edge.target) || edge.target.out.length ? edge.target : edge.source);
    const steps = fault.witness.flatMap((edge) => [
      " ", dom.build("kbd", {}, edge.label), " > ", dom.name(ways.title(end(edge)))]);
    return dom.build("p", { class: "round" }, dom.name(ways.title(first.source)), ...steps);
  }

  function filters() {
    const bar = dom.byId("severities");
    for (const [severity, word] of [["error", "Errors"], ["warning", "Warnings"], ["info", "Notes"]]) {
      const mine = items.filter((item) => severityOf(item) === severity);
      const element = dom.button(`${word} ${mine.length}`,
        { "aria-pressed": String(!mine[0]?.hidden), class: severity, disabled: !mine.length }, () => {
          const isOn = element.getAttribute("aria-pressed") !== "true";
          element.setAttribute("aria-pressed", String(isOn));
          for (const item of mine) item.hidden = !isOn;
          const left = items.filter((item) => !item.hidden).length;
          dom.announce(`${dom.count(left, "finding")} shown`);
        });
      bar.append(element);
    }
    bar.hidden = !items.length;
  }

  // What was found at a node, for its sheet: what needs attention, or what is told besides.
  function at(node, isUrgent) {
    const mine = items.filter((item) =>
      faultOf(item).node === node && (severityOf(item) !== "info") === isUrgent);
    if (!mine.length) return null;
    const copies = mine.map((item) => {
      const copy = dom.build("li", { class: `fault ${severityOf(item)}` });
      const severity = item.querySelector(".severity").cloneNode(true);
      const key = item.querySelector(".place .key")?.cloneNode(true);
      const [what, fix] = [".what", ".fix"].map((one) => item.querySelector(one)?.cloneNode(true));
      copy.append(...[severity, key, what, fix].filter(Boolean));
      return copy;
    });
    return dom.build("section", {}, dom.build("h3", {}, isUrgent ? "Findings" : "For information"),
      dom.build("ul", { class: "faults" }, ...copies));
  }

  function start() {
    for (const item of items) {
      const way = round(faultOf(item));
      if (way) item.querySelector(".what").after(way);
      item.querySelector("a.place")?.addEventListener("click", (event) => {
        event.preventDefault();
        jump(item);
      });
    }
    filters();
  }

  return { start, at, number: items.length };
})();
