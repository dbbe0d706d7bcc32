/** Where keys lead in a list of pictures. */
export type Direction =
  "left" | "right" | "up" | "down" | "home" | "end" | "page_up" | "page_down";

/** By `KeyboardEvent.key`. */
export const MOVES: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
  PageUp: "page_up",
  PageDown: "page_down",
};

/** The index that a move leads to, inside the list. */
export function indexAfter(
  move: Direction,
  from: number,
  grid: {
    readonly columns: number;
    readonly rowsPerPage: number;
    readonly count: number;
  },
): number {
  const { columns, rowsPerPage, count } = grid;
  const steps: Readonly<Record<Direction, number>> = {
    left: -1,
    right: 1,
    up: -columns,
    down: columns,
    home: -count,
    end: count,
    page_up: -columns * rowsPerPage,
    page_down: columns * rowsPerPage,
  };
  const to = from + steps[move];
  // Up from the first row and down from the last one lead nowhere, rather than to another column.
  if ((move === "up" && to < 0) || (move === "down" && to >= count))
    return from;
  return Math.max(0, Math.min(count - 1, to));
}
