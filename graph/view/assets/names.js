// Names of roadmaps and topics at the size of the screen, whatever the zoom: the larger first, the rest where there is room.
atlas.names = (() => {
  const { theme, words } = atlas;
  let taken = []; // boxes of the names that stand now, in drawing units times zoom
  const LINE = 1.15;
  const WIDE = 120;

  const covers = (box, disc) => {
    const dx = disc.x - Math.min(box.right, Math.max(box.left, disc.x));
    const dy = disc.y - Math.min(box.bottom, Math.max(box.top, disc.y));
    return dx * dx + dy * dy < disc.radius * disc.radius;
  };

  // No other name and no other topic's disc may be hidden; a large topic's name may touch the rims of others.
  const free = (box, entity, { discs, frame }, bold) =>
    box.left > frame.left &&
    box.right < frame.right &&
    box.top > frame.top &&
    box.bottom < frame.bottom &&
    !taken.some(
      (other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
    ) && !discs.some((disc) => disc.entity !== entity && covers(box, bold ? { ...disc, radius: disc.radius / 2 } : disc));

  const boxAt = (left, top, wide, tall, align) => ({
    left: left - 2,
    right: left + wide + 2,
    top,
    bottom: top + tall,
    align,
  });

  // Where a name may stand: under its disc, above it, to its right, to its left; a title only where it begins.
  const places = (row, scale, wide, tall) => {
    const [x, y] = [row.x * scale, row.y * scale];
    if (row.round === undefined) return [boxAt(x, y, wide, tall, "left")];
    const far = row.round * scale + 3;
    return [
      boxAt(x - wide / 2, y + far, wide, tall, "center"),
      boxAt(x - wide / 2, y - far - tall, wide, tall, "center"),
      boxAt(x + far + 1, y - tall / 2, wide, tall, "left"),
      boxAt(x - far - wide - 1, y - tall / 2, wide, tall, "right"),
    ];
  };

  const write = (ctx, scale, row, lines, box) => {
    const x = { left: box.left + 2, center: (box.left + box.right) / 2, right: box.right - 2 }[box.align];
    ctx.save();
    ctx.scale(1 / scale, 1 / scale);
    ctx.globalAlpha = row.pale ? 0.3 : 1;
    ctx.textAlign = box.align;
    ctx.font = row.face;
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = theme.colours.ground;
    ctx.fillStyle = theme.colours.ink;
    lines.forEach((line, at) => {
      const y = box.top + at * LINE * row.size;
      ctx.strokeText(line, x, y);
      ctx.fillText(line, x, y);
    });
    ctx.restore();
  };

  // `rows`, best first: { text, x, y, size (pixels), strong, pale, most (pixels), round (the radius of its disc in drawing
  // units; a title has none and begins at x, y), must, bold, lit }. `discs` and `boxes` keep their place free;
  // `frame` is what can be seen; all three in drawing units times zoom.
  const paint = (ctx, scale, rows, { discs, boxes, frame }) => {
    taken = [...boxes];
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    for (const plain of rows) {
      const row = { ...plain, face: words.font(plain.size, plain.strong ? "600" : "") };
      const lines =
        row.round === undefined
          ? [words.cut(ctx, row.text, row.face, row.most)]
          : words.halved(ctx, row.text, row.face, WIDE);
      const wide = Math.max(...lines.map((line) => words.widthOf(ctx, line, row.face)));
      const boxes = places(row, scale, wide, lines.length * LINE * row.size);
      const box =
        boxes.find((one) => free(one, row.entity, { frame, discs: row.lit ? [] : discs }, row.bold)) ?? (row.must ? boxes[0] : null);
      if (!box) continue;
      taken.push({ ...box, entity: row.entity });
      write(ctx, scale, row, lines, box);
    }
    ctx.globalAlpha = 1;
    ctx.textBaseline = "alphabetic";
  };

  const hit = (x, y) => taken.find((box) => x > box.left && x < box.right && y > box.top && y < box.bottom)?.entity;

  return { paint, hit };
})();
