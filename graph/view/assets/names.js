// Names of roadmaps and topics at the size of the screen, whatever the zoom: the larger first, the rest where there is room.
atlas.names = (() => {
  const { theme } = atlas;
  const widths = new Map();
  let taken = []; // boxes of the names that stand now, in drawing units times zoom
  const LINE = 15;
  const WIDE = 120;

  const widthOf = (ctx, text, font) => {
    const key = `${font}|${text}`;
    if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
    return widths.get(key);
  };

  const cut = (line) => (line.length > 26 ? `${line.slice(0, 25)}…` : line);

  // Words broken into at most two lines, as even as they can be.
  const broken = (ctx, text, font, wide) => {
    const words = text.split(" ");
    if (widthOf(ctx, text, font) <= wide || words.length < 2) return [text];
    const pairs = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(" "), words.slice(at + 1).join(" ")]);
    const longer = (pair) => Math.max(...pair.map((line) => widthOf(ctx, line, font)));
    return pairs.reduce((best, pair) => (longer(pair) < longer(best) ? pair : best)).map(cut);
  };

  const covers = (box, disc) => {
    const dx = disc.x - Math.min(box.right, Math.max(box.left, disc.x));
    const dy = disc.y - Math.min(box.bottom, Math.max(box.top, disc.y));
    return dx * dx + dy * dy < disc.radius * disc.radius;
  };

  // No other name and no other topic's disc may be hidden; a large topic's name may touch the rims of others.
  const free = (box, entity, discs, bold) =>
    !taken.some(
      (other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
    ) && !discs.some((disc) => disc.entity !== entity && covers(box, bold ? { ...disc, radius: disc.radius / 2 } : disc));

  const boxAt = (left, top, wide, tall) => ({ left: left - 2, right: left + wide + 2, top, bottom: top + tall });

  // `rows`, best first: { text, x, y (drawing units: the middle of the name's top), size (pixels), strong, pale, left,
  // above (where its bottom stands if there is no room below) }. `round`: topics with a place and a radius.
  const paint = (ctx, scale, rows, round) => {
    taken = [];
    const discs = round.map((entity) => ({
      entity,
      x: entity.x * scale,
      y: entity.y * scale,
      radius: entity.radius * scale * 0.7,
    }));
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    for (const row of rows) {
      const font = `${row.strong ? "600 " : ""}${row.size}px system-ui, "Segoe UI", "Liberation Sans", sans-serif`;
      ctx.font = font; // measured at the screen's size
      const lines = row.left ? [row.text] : broken(ctx, row.text, font, WIDE);
      const wide = Math.max(...lines.map((line) => widthOf(ctx, line, font)));
      const sx = row.x * scale;
      const left = row.left ? sx : sx - wide / 2;
      const tall = lines.length * LINE * (row.size / 13);
      const places = [row.y * scale, ...(row.above === undefined ? [] : [row.above * scale - tall])];
      const fits = places.find((top) => free(boxAt(left, top, wide, tall), row.entity, row.lit ? [] : discs, row.bold));
      if (fits === undefined && !row.must) continue;
      const sy = fits ?? places[0];
      const box = boxAt(left, sy, wide, tall);
      taken.push({ ...box, entity: row.entity });
      ctx.save();
      ctx.scale(1 / scale, 1 / scale);
      ctx.globalAlpha = row.pale ? 0.3 : 1;
      ctx.textAlign = row.left ? "left" : "center";
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = theme.colours.ground;
      ctx.fillStyle = theme.colours.ink;
      lines.forEach((line, at) => {
        const y = sy + at * LINE * (row.size / 13);
        ctx.strokeText(line, sx, y);
        ctx.fillText(line, sx, y);
      });
      ctx.restore();
    }
    ctx.globalAlpha = 1;
    ctx.textBaseline = "alphabetic";
  };

  const hit = (x, y) => taken.find((box) => x > box.left && x < box.right && y > box.top && y < box.bottom)?.entity;

  return { paint, hit };
})();
