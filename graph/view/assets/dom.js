// Elements made by hand. Text of notes and pages only ever becomes text nodes; addresses are links only if they are http(s).
atlas.dom = (() => {
  const byId = (id) => document.getElementById(id);

  // `props`: `on` holds event handlers, `vars` CSS custom properties, the rest are attributes.
  const el = (tag, props = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (value === undefined || value === null || value === false) continue;
      if (name === "on") {
        for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
      } else if (name === "vars") {
        for (const [variable, amount] of Object.entries(value)) node.style.setProperty(`--${variable}`, amount);
      } else {
        node.setAttribute(name, value === true ? "" : value);
      }
    }
    node.append(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false));
    return node;
  };

  const button = (words, run, props = {}) => el("button", { type: "button", ...props, on: { click: run } }, words);

  const SAFE = /^https?:\/\//i;
  const LOCAL = /^(?:vscode:\/\/file\/|obsidian:\/\/open\?path=)/;

  // A link that opens elsewhere, or the words alone where the address is none that a browser should be sent to.
  const outside = (url, words, props = {}) =>
    SAFE.test(url) || LOCAL.test(url)
      ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer", ...props }, words)
      : el("span", props, words);

  const replace = (parent, ...children) => parent.replaceChildren(...children.flat(3).filter(Boolean));
  const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

  return { byId, el, button, outside, replace, plural };
})();
