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

  // Words broken into at most two lines.
  const broken = (ctx, text, font, wide) => {
    if (widthOf(ctx, text, font) <= wide) return [text];
    const words = text.split(" ");
    let first = words.shift();
    while (words.length && widthOf(ctx, `${first} ${words[0]}`, font) <= wide) first += ` ${words.shift()}`;
    const second = words.join(" ");
    return second ? [first, second.length > 26 ? `${second.slice(0, 25)}…` : second] : [first];
  };

  const free = (box) =>
    !taken.some(
      (other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
    );

  // `rows`: { text, x, y (drawing units: where the name's middle top stands), size (pixels), strong, pale, left }, best first.
  const paint = (ctx, scale, rows) => {
    taken = [];
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    for (const row of rows) {
      const font = `${row.strong ? "600 " : ""}${row.size}px system-ui, "Segoe UI", "Liberation Sans", sans-serif`;
      ctx.font = font; // measured at the screen's size
      const lines = row.left ? [row.text] : broken(ctx, row.text, font, WIDE);
      const wide = Math.max(...lines.map((line) => widthOf(ctx, line, font)));
      const [sx, sy] = [row.x * scale, row.y * scale];
      const left = row.left ? sx : sx - wide / 2;
      const box = {
        left: left - 2,
        right: left + wide + 2,
        top: sy,
        bottom: sy + lines.length * LINE * (row.size / 13),
      };
      if (!row.must && !free(box)) continue;
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
