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
    stage: (c, entity, grown) => ({
      shape: "box",
      color: { background: c.card, border: c.line },
      borderWidth: 1.5 * grown,
      shapeProperties: { borderRadius: 8 * grown },
      margin: 8 * grown,
      font: { size: 18 * grown, color: c.ink },
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

  // vis-network's options for an entity; `grown`: how much larger than usual stages are drawn.
  const of = (entity, { grown = 1, chosen = false, bright = true, words = {} }) => {
    const look = styles[entity.type](theme.colours, entity, grown);
    const border = chosen ? { color: { ...look.color, border: theme.colours.accent }, borderWidth: 4 } : {};
    const pale = bright ? {} : { color: paled(look.color) };
    const font = { ...look.font, ...(bright ? {} : { color: theme.colours.ink + PALE_HEX }), ...words };
    return { ...look, ...border, ...pale, font };
  };

  return { of };
})();
