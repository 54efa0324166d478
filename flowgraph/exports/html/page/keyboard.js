// Everything by keyboard. The picture is one stop of the tab key; arrow keys go on inside it.
const keyboard = (() => {
  const picture = dom.byId("picture");
  const SIDEWAYS = 2.2; // how much more a step aside counts than a step ahead

  const partOf = (element) => {
    const node = element?.closest?.(".node");
    return node && picture.contains(node) ? graph.parts[Number(node.id.slice(1))] : null;
  };
  const focused = () => partOf(document.activeElement);
  const middle = (part) => {
    const box = scene.boxOf(part);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };

  // The one part that the tab key stops at.
  let stop = null;
  function setStop(part) {
    stop?.button.setAttribute("tabindex", "-1");
    stop = part;
    stop?.button.setAttribute("tabindex", "0");
  }

  function firstPart() {
    const shown = scene.parts();
    const chosen = selection.current() && selection.partsOf(selection.current());
    return chosen?.find((part) => shown.includes(part))
      ?? graph.starts.flatMap((node) => node.parts).find((part) => shown.includes(part)) ?? shown[0];
  }

  // The nearest part that lies in the direction of an arrow key; a neighbour by an arrow of the
  // picture counts as half as far.
  function neighbour(part, [dx, dy]) {
    const from = middle(part);
    const tied = new Set([
      ...part.out.map((arrow) => arrow.target), ...part.into.map((arrow) => arrow.source),
    ]);
    let best = null;
    let least = Infinity;
    for (const other of scene.parts()) {
      if (other === part) continue;
      const to = middle(other);
      const ahead = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      if (ahead <= 1) continue;
      const far = (ahead + aside * SIDEWAYS) * (tied.has(other) ? 0.5 : 1);
      if (far < least) [best, least] = [other, far];
    }
    return best;
  }

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function step(event) {
    const part = focused();
    const next = part ? neighbour(part, ARROWS[event.key]) : firstPart();
    if (next) next.button.focus({ preventScroll: true });
  }

  const nodeInHand = () => focused()?.node ?? selection.current();

  const COMMANDS = {
    "/": () => search.focus(),
    "?": () => dom.byId("help").showModal(),
    "+": () => viewport.zoom(viewport.step),
    "=": () => viewport.zoom(viewport.step),
    "-": () => viewport.zoom(1 / viewport.step),
    0: () => viewport.fit(),
    c: () => nodeInHand() && scene.toggleFold(nodeInHand()),
    r: () => nodeInHand() && scene.startAt(nodeInHand()),
    Escape: () => escape(),
  };

  // Step by step: from the panel to the picture, then the choice, then the panel.
  function escape() {
    const node = selection.current();
    if (panel.hasFocus()) {
      const part = node ? selection.partsOf(node)[0] : firstPart();
      part?.button.focus({ preventScroll: true });
      if (dom.isNarrow()) panel.setOpen(false);
    } else if (node) selection.clear();
    else if (scene.root()) scene.startAt(scene.root());
    else panel.setOpen(false);
  }

  function open(part) {
    selection.choose(part.node, { isMoving: false });
    details.open();
  }

  // Source: WCAG 2.2, 2.1.4: keys of one character must be able to be turned off.
  let hasLetters = true;
  const setLetters = (isOn) => { hasLetters = isOn; };

  const isWriting = (element) => element.matches("input:not([type=checkbox]), textarea, select");

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (dom.byId("help").open) return;
    const part = focused();
    if (part && (event.key === "Enter" || event.key === " ")) open(part);
    else if (event.key in ARROWS && (part || event.target === document.body)) step(event);
    else if (!run(event.key.length === 1 ? event.key.toLowerCase() : event.key)) return;
    event.preventDefault();
  }

  function run(key) {
    const isAllowed = key in COMMANDS && (hasLetters || key.length > 1);
    if (isAllowed) COMMANDS[key]();
    return isAllowed;
  }

  function arrive(event) {
    const part = partOf(event.target);
    if (!part) return;
    setStop(part);
    if (part.button.matches(":focus-visible")) viewport.bring(scene.extent([part]), 0.45);
  }

  function start() {
    document.addEventListener("keydown", press);
    // On the stage: a picture that listens for focus would be a stop of its own.
    picture.parentElement.addEventListener("focusin", arrive);
    signals.on("scene", () => scene.parts().includes(stop) || setStop(firstPart()));
    setStop(firstPart());
  }

  return { start, setLetters };
})();
