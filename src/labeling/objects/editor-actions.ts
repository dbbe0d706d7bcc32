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
