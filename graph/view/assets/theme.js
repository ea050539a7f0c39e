// Light and dark: the reader's choice, else the system's. Colours live in page.css; the canvas reads them from there.
atlas.theme = (() => {
  const NAMES = [
    "ground",
    "card",
    "ink",
    "soft",
    "line",
    "accent",
    "alive",
    "uncertain",
    "dead",
    "skipped",
    "unknown",
    "lit",
  ];
  const GROUPS = 8;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const listeners = [];
  let colours = {};

  const remembered = () => {
    try {
      return localStorage.getItem("linkatlas-theme");
    } catch {
      return null; // storage is closed to files in some browsers
    }
  };

  const read = () => {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(`--${name}`).trim();
    colours = Object.fromEntries(NAMES.map((name) => [name, value(name)]));
    colours.groups = Array.from({ length: GROUPS }, (_, i) => value(`group-${i}`));
    listeners.forEach((listener) => listener(colours));
  };

  const use = (name) => {
    document.documentElement.dataset.theme = name ?? (system.matches ? "dark" : "light");
    read();
  };

  const toggle = () => {
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("linkatlas-theme", next);
    } catch {
      // without storage the choice lasts as long as the page
    }
    use(next);
  };

  const start = () => {
    use(remembered());
    system.addEventListener("change", () => use(remembered()));
  };

  return {
    start,
    toggle,
    get colours() {
      return colours;
    },
    onChange: (listener) => listeners.push(listener),
  };
})();
