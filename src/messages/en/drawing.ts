const shapes = (n: number): string =>
  n === 1 ? "1 shape" : `${n.toLocaleString("en")} shapes`;

export const drawing = {
  role: "Drawing surface",
  summary: (count: number, selected: number) =>
    selected === 0
      ? shapes(count)
      : `${shapes(count)}, ${selected.toLocaleString("en")} selected`,
  size: (width: number, height: number) =>
    `${String(width)} × ${String(height)}`,
  minimap: "Overview",
};
