import { isCancelled } from "#core/errors.ts";
import type { FoundTable, TableReading } from "#core/table-import.ts";
import { reportError } from "#state/toasts.svelte.ts";

export type ReadTable = (
  reading: TableReading,
  signal: AbortSignal,
) => Promise<FoundTable>;

/** Reads a table again when the user chooses differently; a newer choice ends the reading of the one before. */
export class TableRereader {
  readonly #readAs: ReadTable;
  #found = $state.raw<FoundTable>() as FoundTable;
  #running = $state.raw<AbortController | null>(null);

  constructor(found: FoundTable, readAs: ReadTable) {
    this.#found = found;
    this.#readAs = readAs;
  }

  /** As it was read last. */
  get found(): FoundTable {
    return this.#found;
  }

  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** @param changed what the user chose now; undefined = find it out. */
  readonly read = async (changed: {
    readonly [K in keyof TableReading]: TableReading[K] | undefined;
  }): Promise<void> => {
    this.#running?.abort();
    const stop = new AbortController();
    this.#running = stop;
    const entries = Object.entries({ ...this.#found.asked, ...changed });
    const reading = Object.fromEntries(
      entries.filter(([, value]) => value !== undefined),
    );
    try {
      const found = await this.#readAs(reading, stop.signal);
      if (this.#running === stop) this.#found = found;
    } catch (error) {
      if (!isCancelled(error)) reportError(error);
    } finally {
      if (this.#running === stop) this.#running = null;
    }
  };
}
