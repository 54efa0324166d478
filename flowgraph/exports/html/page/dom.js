// Elements and words. Whatever comes from the PBX is put on the page as text: nothing in these
// files reads markup, and an address of ours always begins with "#".
const dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  const byId = (id) => document.getElementById(id);

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  // build("p", {class: "hint"}, "text", element, null): null is left out.
  const build = (tag, attributes = {}, ...children) =>
    fill(document.createElement(tag), attributes, children);

  const buildSvg = (tag, attributes = {}, ...children) =>
    fill(document.createElementNS(SVG, tag), attributes, children);

  // A name keeps its own direction, so that a right-to-left one turns nothing around it.
  const name = (text) => build("bdi", {}, text);

  function button(label, attributes, onClick) {
    const element = build("button", { type: "button", ...attributes }, label);
    element.addEventListener("click", onClick);
    return element;
  }

  const count = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

  // Told to people who do not see what has changed.
  function announce(words) {
    byId("announcer").textContent = words;
  }

  const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const isNarrow = () => matchMedia("(max-width: 760px)").matches;

  return { byId, build, buildSvg, name, button, count, announce, isCalm, isNarrow };
})();

// Who wants to know of something says so here; who does something need not know who listens.
const signals = (() => {
  const listeners = new Map();
  const on = (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]);
  const emit = (event, ...facts) => (listeners.get(event) ?? []).forEach((tell) => tell(...facts));
  return { on, emit };
})();
