/** Runs a task once in the next frame, however often it was asked for, with what holds by then. */
export class FrameTask {
  readonly #run: () => void;
  #frame = 0;

  constructor(run: () => void) {
    this.#run = run;
  }

  request(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#run();
    });
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
