// How nodes of each kind look, in the theme's colours, lit or pale.
atlas.looks = (() => {
  const { theme } = atlas;
  const NONE = "rgba(0,0,0,0)";
  const styles = {
    roadmap: (c) => ({
      shape: "box",
      color: { background: NONE, border: NONE },
      borderWidth: 0,
      margin: 4,
      font: { size: 20, color: c.ink },
    }),
    // nested ones are paler; its words are painted by the scenery: a label that is not seen keeps the box at its size
    stage: (c, entity, { wide, tall, grown = 1 }) => ({
      shape: "box",
      label: " ",
      color: { background: entity.depth ? c.ground : c.card, border: c.line },
      borderWidth: 1.5 * grown,
      shapeProperties: { borderRadius: 8 * grown },
      margin: 1,
      widthConstraint: { minimum: wide, maximum: wide },
      heightConstraint: { minimum: tall },
      font: { size: 1, color: NONE },
    }),
    topic: (c, entity) => ({
      shape: "dot",
      color: { background: NONE, border: c.groups[entity.community % c.groups.length] },
      borderWidth: 1,
      font: { size: 18, color: c.ink, strokeWidth: 4, strokeColor: c.ground },
    }),
  };
  const words = (c) => ({
    shape: "box",
    color: { background: NONE, border: NONE },
    borderWidth: 0,
    margin: 4,
    font: { size: 16, color: c.ink, align: "left" },
  });
  Object.assign(styles, { resource: words, note: words });
  const PALE_HEX = "47"; // the same as the last two digits of a colour
  const paled = ({ background, border }) => ({
    background: background === NONE ? NONE : theme.colours.ground,
    border: border === NONE ? NONE : border + PALE_HEX,
  });

  // vis-network's options for an entity; stages come with their size and with how much larger than usual they are drawn.
  const of = (entity, { chosen = false, bright = true, words = {}, ...size }) => {
    const look = styles[entity.type](theme.colours, entity, size);
    const border = chosen ? { color: { ...look.color, border: theme.colours.accent }, borderWidth: 4 } : {};
    const pale = bright ? {} : { color: paled(look.color) };
    const faded = bright || look.font.color === NONE ? {} : { color: theme.colours.ink + PALE_HEX };
    const font = { ...look.font, ...faded, ...words };
    return { ...look, ...border, ...pale, font };
  };

  return { of };
})();
