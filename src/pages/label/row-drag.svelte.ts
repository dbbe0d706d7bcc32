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
    const grip = event.currentTarget as Element;
    const body = grip.closest("tbody");
    if (!this.#moved || !body) return;
    const { from } = this.#moved;
    // The row that the hand is at the height of, wherever it is sideways: thousands are not measured.
    const { left, width } = grip.getBoundingClientRect();
    const all = body.getBoundingClientRect();
    const y = Math.min(Math.max(event.clientY, all.top + 1), all.bottom - 1);
    const row = document.elementFromPoint(left + width / 2, y)?.closest("tr");
    if (row?.parentElement !== body) return;
    const { top, height } = row.getBoundingClientRect();
    const at = row.sectionRowIndex;
    const isPassed = at !== from && y > top + height / 2;
    const to = at - (from < at ? 1 : 0) + (isPassed ? 1 : 0);
    this.#moved = { from, to };
    // A list longer than the screen follows the hand.
    body.rows[to]?.scrollIntoView({ block: "nearest" });
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
