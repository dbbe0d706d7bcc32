/** Rows of a table that are put elsewhere by mouse, finger or pen. */

/** Places from 0: of the row in hand, and where it would go. */
export interface Moved {
  readonly from: number;
  readonly to: number;
}

export class RowDrag {
  #moved = $state.raw<Moved | null>(null);
  readonly #onmove: (moved: Moved) => void;

  /** @param onmove told when a row is let go at another place. */
  constructor(onmove: (moved: Moved) => void) {
    this.#onmove = onmove;
  }

  /** Null while no row is in hand. */
  get moved(): Moved | null {
    return this.#moved;
  }

  /** The grip keeps the pointer, wherever it goes. */
  readonly take = (event: PointerEvent, from: number): void => {
    if (event.button !== 0 || !(event.currentTarget instanceof Element)) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#moved = { from, to: from };
  };

  readonly drag = (event: PointerEvent): void => {
    const rows = (event.currentTarget as Element).closest("tbody")?.rows;
    if (!this.#moved || !rows) return;
    const { from } = this.#moved;
    const above = Array.from(rows).filter((row, place) => {
      const { top, height } = row.getBoundingClientRect();
      return place !== from && top + height / 2 < event.clientY;
    });
    this.#moved = { from, to: above.length };
    // A list longer than the screen follows the hand.
    rows[above.length]?.scrollIntoView({ block: "nearest" });
  };

  readonly drop = (): void => {
    const moved = this.#moved;
    this.#moved = null;
    if (moved && moved.from !== moved.to) this.#onmove(moved);
  };

  readonly cancel = (): void => {
    this.#moved = null;
  };
}
