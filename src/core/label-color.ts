/** Twelve colours that stay apart for colour-blind eyes, dark enough for white text (4.5:1). Names always stand beside them. */
export const LABEL_COLORS: readonly string[] = [
  "#0b5fbf",
  "#b3410e",
  "#1a7a3c",
  "#9c1c6b",
  "#7a5c00",
  "#5b3fb5",
  "#00707a",
  "#a3182d",
  "#4a6a12",
  "#8a3d8f",
  "#8a4b1f",
  "#3d5a80",
];

/** @param index how many labels there are before this one. */
export function colorForLabel(index: number): string {
  return LABEL_COLORS[index % LABEL_COLORS.length] ?? "#0b5fbf";
}
