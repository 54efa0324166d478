// Letters where they can be read. Of a part outside the window, and of all parts from afar, the
// rows have no letters, which take nearly all of the browser's time; from afar a part is its name.
const letters = (() => {
  const BEYOND = 0.5; // so much of the window around it is ready to be moved to
  const MOST = 48; // letters
  const WIDEST = 46;
  const SMALLEST = 12;
  const PER_LETTER = 0.58; // mean width of a letter, in its own size

  // Breaks a text into so many lines, as even as its words allow.
  function broken(text, number) {
    const aim = Math.ceil(text.length / number);
    const lines = [""];
    for (const word of text.split(" ")) {
      const joined = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (!lines.at(-1) || joined.length <= aim + 2 || lines.length === number) {
        lines[lines.length - 1] = joined;
      } else lines.push(word);
    }
    return lines;
  }

  function sizeOf(lines, { width, height }) {
    const longest = Math.max(...lines.map((line) => line.length));
    return Math.min(WIDEST, width / (longest * PER_LETTER), height / (lines.length * 1.25));
  }

  function make(part) {
    const { name, detail, entry } = part.node;
    const text = name || detail;
    const short = text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
    const lines = [1, 2, 3].map((number) => broken(short, number))
      .sort((one, other) => sizeOf(other, part) - sizeOf(one, part))[0];
    const size = Math.max(SMALLEST, sizeOf(lines, part));
    const top = part.height / 2 - ((lines.length - 1) / 2) * size * 1.15;
    const label = dom.buildSvg("text", { class: `name${entry ? " entry" : ""}`, "aria-hidden": "true",
      "font-size": size.toFixed(1) });
    lines.forEach((line, row) => label.append(dom.buildSvg("tspan",
      { x: part.width / 2, y: (top + row * size * 1.15).toFixed(1) }, line)));
    part.element.append(label);
    part.isNamed = true;
  }

  const near = new Set();

  function isNear({ x, y, width, height }, spot, size) {
    const [left, top] = [spot.x + x * spot.scale, spot.y + y * spot.scale];
    return left < size.width * (1 + BEYOND) && left + width * spot.scale > -size.width * BEYOND
      && top < size.height * (1 + BEYOND) && top + height * spot.scale > -size.height * BEYOND;
  }

  function setNear(part, isOn) {
    if (near.has(part) === isOn) return;
    if (isOn) near.add(part);
    else near.delete(part);
    part.element.classList.toggle("near", isOn);
  }

  function update(isFar, spot, size) {
    for (const part of scene.parts()) {
      if (isFar && !part.isNamed) make(part);
      setNear(part, !isFar && isNear(scene.boxOf(part), spot, size));
    }
  }

  const showAll = () => scene.parts().forEach((part) => setNear(part, true));

  return { update, showAll };
})();
