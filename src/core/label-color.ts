/**
 * Colours for labels in the order they are made: neighbours differ in hue and in lightness, so
 * that they can be told apart with a weak sense of colour too. After Okabe and Ito (2008) and
 * the Tableau 20 set; names always stand beside them.
 */
export const LABEL_COLORS: readonly string[] = [
  "#0072b2",
  "#e69f00",
  "#009e73",
  "#cc4778",
  "#7b61c4",
  "#56b4e9",
  "#d55e00",
  "#5b8c2a",
  "#8c564b",
  "#c2a500",
  "#17a2a2",
  "#b03a9e",
  "#4c5fd5",
  "#a03030",
  "#6f7f8f",
];

/** @param index how many labels there are before this one. */
export function colorForLabel(index: number): string {
  return LABEL_COLORS[index % LABEL_COLORS.length] ?? "#0072b2";
}
