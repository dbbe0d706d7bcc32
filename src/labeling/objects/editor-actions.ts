/** What an editor of objects and its surroundings ask of each other. */

/** A line of the menu of what is selected. */
export interface ObjectAction {
  readonly label: string;
  readonly act: () => void;
}

/** What of the drawing surface keys of one type reach. */
export interface MovableSurface {
  /** CSS pixels. */
  pan(x: number, y: number): void;
}

/** The set with `one` in it, or without it when it was. */
export function toggled<T>(
  set: ReadonlySet<T>,
  one: T | undefined,
): ReadonlySet<T> {
  const next = new Set(set);
  if (one !== undefined && !next.delete(one)) next.add(one);
  return next;
}
