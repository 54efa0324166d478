// Brings the page to life.
(() => {
  function theme() {
    const isDark = () => {
      const wanted = document.documentElement.dataset.theme;
      return wanted ? wanted === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    };
    dom.byId("theme").addEventListener("click", () => {
      document.documentElement.dataset.theme = isDark() ? "light" : "dark";
      dom.announce(isDark() ? "Dark" : "Light");
    });
  }

  function help() {
    const dialog = dom.byId("help");
    dom.byId("ask").addEventListener("click", () => dialog.showModal());
    // A click beside the box closes it.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  function skip() {
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault();
      panel.show("outline");
      panel.focus();
    });
  }

  // On paper the outline is open, as nothing can be unfolded there.
  function paper() {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("#outline details:not([open])")];
      for (const one of opened) one.open = true;
    });
    addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));
  }

  document.documentElement.classList.add("alive");
  theme();
  help();
  skip();
  paper();
  panel.start();
  if (!findings.number) panel.show("view");
  if (dom.isNarrow()) panel.setOpen(false);
  viewport.measure();
  scene.start();
  viewport.start();
  findings.start();
  filters.start();
  search.start();
  viewport.fit(true);
  keyboard.start();
  selection.start();
})();
