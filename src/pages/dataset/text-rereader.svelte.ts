import { SvelteMap } from "svelte/reactivity";
import { isCancelled } from "#core/errors.ts";
import type { DetectedFormat } from "#core/import.ts";
import type { TextReading } from "#core/text-reading.ts";
import { reportError } from "#state/toasts.svelte.ts";
import { formatKey } from "./format-key.ts";

export type ReadAs = (
  format: DetectedFormat,
  reading: TextReading,
  signal: AbortSignal,
) => Promise<DetectedFormat | null>;

/** Reads texts again when the user chooses differently; a newer choice ends the reading of the one before. */
export class TextRereader {
  readonly #readAs: ReadAs;
  readonly #read = new SvelteMap<string, DetectedFormat>();
  #running = $state.raw<AbortController | null>(null);

  constructor(readAs: ReadAs) {
    this.#readAs = readAs;
  }

  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** The format as it was read last. */
  newest(format: DetectedFormat): DetectedFormat {
    return this.#read.get(formatKey(format)) ?? format;
  }

  read(format: DetectedFormat, reading: TextReading): void {
    this.#running?.abort();
    const stop = new AbortController();
    this.#running = stop;
    void this.#readAs(format, reading, stop.signal)
      .then((found) => {
        if (found && this.#running === stop)
          this.#read.set(formatKey(format), found);
      })
      .catch((error: unknown) => {
        if (!isCancelled(error)) reportError(error);
      })
      .finally(() => {
        if (this.#running === stop) this.#running = null;
      });
  }
}
