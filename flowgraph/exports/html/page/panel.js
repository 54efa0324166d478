// The side panel: tabs beside the picture, on a phone a sheet over its lower part.
const panel = (() => {
  const panelElement = dom.byId("panel");
  const tabs = [...panelElement.querySelectorAll("[role=tab]")];
  const toggle = dom.byId("close");
  const sheetOf = (tab) => dom.byId(tab.getAttribute("aria-controls"));
  const isOpen = () => !panelElement.classList.contains("closed");

  function setOpen(open) {
    panelElement.classList.toggle("closed", !open);
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-label", `${open ? "Hide" : "Show"} the side panel`);
  }

  function show(name) {
    for (const tab of tabs) {
      const isChosen = tab.getAttribute("aria-controls") === name;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      sheetOf(tab).hidden = !isChosen;
    }
    setOpen(true);
  }

  const current = () => tabs.find((tab) => tab.getAttribute("aria-selected") === "true");

  function choose(tab) {
    const isAgain = dom.isNarrow() && isOpen() && tab === current();
    if (isAgain) setOpen(false);
    else show(tab.getAttribute("aria-controls"));
  }

  // Source: WAI-ARIA Authoring Practices, "tabs".
  function walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const place = { Home: 0, End: tabs.length - 1 }[event.key]
      ?? (step && (tabs.indexOf(event.target) + step + tabs.length) % tabs.length);
    if (place === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    show(tabs[place].getAttribute("aria-controls"));
    tabs[place].focus();
  }

  // How much of the picture lies under the panel, in pixels from below.
  const covered = () => (dom.isNarrow() && isOpen() ? panelElement.offsetHeight - 48 : 0);

  function start() {
    for (const tab of tabs) {
      tab.addEventListener("click", () => choose(tab));
      tab.addEventListener("keydown", walk);
    }
    toggle.addEventListener("click", () => setOpen(!isOpen()));
    if (dom.isNarrow()) setOpen(false);
  }

  const hasFocus = () => panelElement.contains(document.activeElement);

  return { start, show, setOpen, covered, hasFocus, focus: () => sheetOf(current()).focus() };
})();
