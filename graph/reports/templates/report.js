// Narrows the report to what the reader looks for. Without it the page shows everything.
"use strict";
(() => {
  const box = document.getElementById("find");
  const said = document.getElementById("found");
  const rows = Array.from(document.querySelectorAll("[data-find]"), (row) => [row, row.textContent.toLowerCase()]);

  const narrow = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    for (const details of document.querySelectorAll("section > details:not([data-find])")) {
      if (words.length) details.open = true;
    }
    said.textContent = words.length ? `${shown} of ${rows.length} shown` : "";
  };

  box.addEventListener("input", narrow);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== box) {
      event.preventDefault();
      box.focus();
    } else if (event.key === "Escape" && document.activeElement === box) {
      box.value = "";
      narrow();
    }
  });
})();
