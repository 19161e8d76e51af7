// Light or dark: the system's choice until a person makes one, which this browser remembers.
// A classic script in <head>, so that the first paint is right already. Gradio marks dark pages
// with a class on <body>, and sets it itself when it starts; we keep it as it should be.
(() => {
  const KEY = "jarvis-theme";
  const system = matchMedia("(prefers-color-scheme: dark)");

  const dark = () => {
    const chosen = localStorage.getItem(KEY);
    return chosen ? chosen === "dark" : system.matches;
  };

  const apply = () => {
    document.documentElement.dataset.theme = dark() ? "dark" : "light";
    document.body?.classList.toggle("dark", dark());
  };

  window.jarvisToggleTheme = () => {
    localStorage.setItem(KEY, dark() ? "light" : "dark");
    apply();
  };

  apply();
  system.addEventListener("change", apply);
  addEventListener("DOMContentLoaded", () => {
    apply();
    new MutationObserver(() => {
      if (document.body.classList.contains("dark") !== dark()) apply();
    }).observe(document.body, { attributeFilter: ["class"] });
  });
})();
