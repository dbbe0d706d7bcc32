/**
 * Keeps gestures in the order they were made when one of them must first read rows that are not in
 * memory: what comes later (another gesture, an undo) waits for it.
 */
export class GestureTurns {
  readonly #report: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();
  #waiting = $state(0);

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** A gesture is made, but not on the screen yet. */
  get isWaiting(): boolean {
    return this.#waiting > 0;
  }

  /** Runs `work` after everything before it; failures are reported. */
  async after(work: () => Promise<void> | void): Promise<void> {
    this.#waiting += 1;
    const turn = this.#last.then(work).catch(this.#report);
    this.#last = turn;
    await turn;
    this.#waiting -= 1;
  }
}
