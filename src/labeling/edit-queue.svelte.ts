import { type AppError, toAppError } from "#core/errors.ts";

interface Waiting {
  readonly write: () => Promise<unknown>;
  readonly settle: () => void;
}

const RETRY_MS = 3000;

/**
 * Writes gestures one after the other, in the order they were made. A write that fails stays at
 * the head of the queue and is tried again: the ones behind it may build on it, so none is skipped
 * and none is lost while the page lives.
 */
export class EditQueue {
  #waiting: Waiting[] = [];
  #watchers: (() => void)[] = [];
  #running = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #now: () => number;
  #pending = $state(0);
  #savedAt = $state<number | null>(null);
  #error = $state.raw<AppError | null>(null);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Gestures not durable yet. */
  get pending(): number {
    return this.#pending;
  }

  /** When the last gesture became durable, milliseconds since 1970. */
  get savedAt(): number | null {
    return this.#savedAt;
  }

  /** Why the gesture at the head is not written; null while all is well. */
  get error(): AppError | null {
    return this.#error;
  }

  /** @param done is told the result as soon as the write is durable. Resolves then, however often it had to be tried. */
  run<T>(write: () => Promise<T>, done: (result: T) => void): Promise<void> {
    return new Promise((settle) => {
      this.#waiting.push({ write: async () => done(await write()), settle });
      void this.#drain();
      this.#pending = this.#waiting.length;
    });
  }

  /** Resolves when everything is durable, or when the head has failed and waits. */
  async idle(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#error)
      await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  /** Tries the failed gesture again now. */
  readonly retry = (): void => {
    clearTimeout(this.#timer);
    void this.#drain();
  };

  /** Gives up what is not written yet; the caller reads the stored state again. */
  discard(): void {
    clearTimeout(this.#timer);
    for (const { settle } of this.#waiting.splice(0)) settle();
    this.#pending = 0;
    this.#error = null;
  }

  async #drain(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let head = this.#waiting[0]; head; head = this.#waiting[0]) {
      try {
        await head.write();
      } catch (error) {
        this.#error = toAppError(error);
        this.#timer = setTimeout(this.retry, RETRY_MS);
        break;
      }
      if (this.#waiting[0] === head) this.#waiting.shift();
      this.#pending = this.#waiting.length;
      this.#savedAt = this.#now();
      this.#error = null;
      head.settle();
    }
    this.#running = false;
    for (const resolve of this.#watchers.splice(0)) resolve();
  }
}
