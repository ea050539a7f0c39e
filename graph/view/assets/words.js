// Words on a canvas: how wide they are, and how they fit into a box.
atlas.words = (() => {
  const FACE = 'system-ui, "Segoe UI", "Liberation Sans", sans-serif';
  const MOST = 6000; // kept measures; titles of a large collection are measured again now and then
  const widths = new Map();
  const fits = new Map();

  const font = (size, weight = "") => `${weight ? `${weight} ` : ""}${size}px ${FACE}`;

  const kept = (store, key, make) => {
    if (!store.has(key)) {
      if (store.size > MOST) store.clear();
      store.set(key, make());
    }
    return store.get(key);
  };

  const widthOf = (ctx, text, face) =>
    kept(widths, `${face}|${text}`, () => {
      ctx.font = face;
      return ctx.measureText(text).width;
    });

  // The longest beginning that fits, with "…" where something is left out.
  const cut = (ctx, text, face, wide) => {
    if (widthOf(ctx, text, face) <= wide) return text;
    let [low, high] = [0, text.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (widthOf(ctx, `${text.slice(0, middle).trimEnd()}…`, face) <= wide) low = middle;
      else high = middle - 1;
    }
    return low ? `${text.slice(0, low).trimEnd()}…` : "";
  };

  // Words, and of words that are too long for a line (or of scripts without spaces) pieces that are not.
  const pieces = (ctx, text, face, wide) =>
    text.split(" ").flatMap((word) => {
      const found = [];
      let rest = word;
      while (found.length < 4 && widthOf(ctx, rest, face) > wide) {
        const piece = cut(ctx, rest, face, wide).slice(0, -1);
        if (!piece) break;
        found.push(piece);
        rest = rest.slice(piece.length);
      }
      return [...found, rest];
    });

  const wrapped = (ctx, text, face, wide, most) => {
    const lines = [""];
    const words = most > 1 ? pieces(ctx, text, face, wide) : text.split(" ");
    for (const [at, word] of words.entries()) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (widthOf(ctx, longer, face) <= wide) lines[lines.length - 1] = longer;
      else if (lines.length < most && lines.at(-1)) lines.push(word);
      else {
        lines[lines.length - 1] = [longer, ...words.slice(at + 1)].join(" ");
        break;
      }
    }
    return lines.map((line) => cut(ctx, line, face, wide)).filter(Boolean);
  };

  // At most `most` lines of at most `wide` pixels.
  const fitted = (ctx, text, face, wide, most) =>
    kept(fits, `${face}|${Math.round(wide)}|${most}|${text}`, () => wrapped(ctx, text, face, wide, most));

  // At most two lines, as even as they can be; more room than `wide` is taken where words are long.
  const halved = (ctx, text, face, wide) => {
    const words = text.split(" ");
    if (widthOf(ctx, text, face) <= wide) return [text];
    if (words.length < 2) return [cut(ctx, text, face, 1.5 * wide)];
    const pairs = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(" "), words.slice(at + 1).join(" ")]);
    const longer = (pair) => Math.max(...pair.map((line) => widthOf(ctx, line, face)));
    return pairs
      .reduce((best, pair) => (longer(pair) < longer(best) ? pair : best))
      .map((line) => cut(ctx, line, face, 1.5 * wide));
  };

  return { font, widthOf, cut, fitted, halved };
})();
