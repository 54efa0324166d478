// A small sign at a menu folds what lies behind it. It is for the mouse: the keyboard has C, and
// the side panel a button.
const folds = (() => {
  const made = new Map();

  function make(part) {
    const sign = dom.buildSvg("path", { d: "M-4 0H4" });
    const bar = dom.buildSvg("path", { class: "bar", d: "M0-4V4" });
    const hint = dom.buildSvg("title", {}, "Fold or unfold what lies behind");
    const disc = dom.buildSvg("circle", { r: 11 });
    const fold = dom.buildSvg("g", { class: "fold", "aria-hidden": "true",
      transform: `translate(${part.width} 16)` }, hint, disc, sign, bar);
    fold.addEventListener("click", (event) => {
      event.stopPropagation();
      if (!viewport.wasDragged()) scene.toggleFold(part.node);
    });
    part.element.append(fold);
    return fold;
  }

  function update() {
    for (const part of scene.parts()) {
      if (!part.isTable || !scene.canFold(part.node)) continue;
      if (!made.has(part)) made.set(part, make(part));
      made.get(part).classList.toggle("folded", scene.isFolded(part.node));
    }
  }

  return { update };
})();
