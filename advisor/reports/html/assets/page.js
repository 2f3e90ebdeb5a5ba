"use strict";
/* What the page does besides charts: colours, facts one click away, copying, printing. */
const Page = (() => {
  const root = document.documentElement;
  const drawn = () => Charts.all().then(() => root.setAttribute("data-drawn", Math.round(performance.now())));

  const THEMES = ["", "light", "dark"], SAID = { "": "as the system", light: "light", dark: "dark" }, SIGNS = { "": "◐", light: "☀", dark: "☾" };
  const paint = (theme) => {
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    const button = document.getElementById("theme");
    button.textContent = SIGNS[theme];
    button.setAttribute("aria-label", `Colours: ${SAID[theme]}`);
    return drawn();
  };

  const copy = async (text, button) => {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      window.prompt("Copy this:", text);
    }
    setTimeout(() => { button.textContent = before; }, 1500);
  };

  /* The facts of one score: a copy of its rows from the long tables below. */
  const showFacts = (link) => {
    const body = document.getElementById(link.hash.slice(1));
    const dialog = document.getElementById("facts-of");
    if (!body || !dialog.showModal) return false;
    const table = dialog.querySelector("table"), rows = body.cloneNode(true);
    rows.removeAttribute("id");
    table.replaceChildren(body.closest("table").tHead.cloneNode(true), rows);
    dialog.querySelector("h2").textContent = link.getAttribute("aria-label").replace(/, show the facts$/, "");
    dialog.showModal();
    return true;
  };

  const start = () => {
    drawn();
    document.getElementById("theme").addEventListener("click", () => {
      paint(THEMES[(THEMES.indexOf(root.dataset.theme ?? "") + 1) % THEMES.length]);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawn);
    let width = window.innerWidth, waiting;
    window.addEventListener("resize", () => {
      if (window.innerWidth === width) return;
      width = window.innerWidth;
      clearTimeout(waiting);
      waiting = setTimeout(drawn, 150);
    });
    let shown = "";
    window.addEventListener("beforeprint", () => { shown = root.dataset.theme ?? ""; paint("light"); });
    window.addEventListener("afterprint", () => paint(shown));
    const dialog = document.getElementById("facts-of");
    dialog.querySelector(".close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.addEventListener("click", (event) => {
      const cell = event.target.closest("a.cell");
      if (cell && !event.ctrlKey && !event.metaKey && showFacts(cell)) event.preventDefault();
      const button = event.target.closest("button[data-copy]");
      if (button) copy(document.getElementById(button.dataset.copy).textContent, button);
    });
  };

  return { copy, start };
})();
Page.start();
