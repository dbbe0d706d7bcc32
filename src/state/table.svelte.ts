/** The rows and column profiles of a stored table, as its pages show them. */
import type { Dataset } from "#core/dataset.ts";
import type { Progress } from "#core/job.ts";
import { partStarts, type StoredTable } from "#core/stored-table.ts";
import { textAt, type TablePartData } from "#core/table-part.ts";
import type { ColumnProfile } from "#core/table-profile.ts";
import { readPart } from "#storage/tables.ts";
import { trace } from "#storage/traces.ts";
import { proxy, withTransfer } from "#workers/transfer.client.ts";
import { reportError } from "./toasts.svelte.ts";

/** Parts kept at hand: scrolling back and forth reads nothing again. */
const MOST_PARTS = 6;

export class TableRows {
  readonly table: StoredTable;
  readonly #starts: readonly number[];
  readonly #asked = new Set<number>();
  #parts = $state.raw<ReadonlyMap<number, TablePartData>>(new Map());

  constructor(table: StoredTable) {
    this.table = table;
    this.#starts = partStarts(table.parts);
  }

  #partOf(row: number): number {
    let [low, high] = [0, this.#starts.length - 2];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The row's cells as text, null where a value is missing; undefined until it was read. */
  row(row: number): readonly (string | null)[] | undefined {
    const at = this.#partOf(row);
    const own = row - (this.#starts[at] ?? 0);
    return this.#parts.get(at)?.columns.map((column) => textAt(column, own));
  }

  /** Reads the parts of these rows, the last one included. */
  readonly need = (first: number, last: number): void => {
    for (let at = this.#partOf(first); at <= this.#partOf(last); at += 1) {
      const part = this.table.parts[at];
      if (!part || this.#asked.has(at)) continue;
      this.#asked.add(at);
      readPart(part).then(
        (data) => this.#keep(at, data),
        (error: unknown) => {
          this.#asked.delete(at);
          reportError(error);
        },
      );
    }
  };

  #keep(at: number, data: TablePartData): void {
    const parts = new Map(this.#parts).set(at, data);
    for (const old of parts.keys()) {
      if (parts.size <= MOST_PARTS) break;
      parts.delete(old);
      this.#asked.delete(old);
    }
    this.#parts = parts;
  }
}

export class TableProfile {
  #columns = $state.raw<readonly ColumnProfile[] | null>(null);
  #done = $state(0);
  readonly #stop = new AbortController();

  constructor(table: StoredTable) {
    withTransfer(
      (api) =>
        api.profileTable(
          table,
          proxy(({ done }: Progress) => (this.#done = done)),
          this.#stop.signal,
        ),
      this.#stop.signal,
    ).then((columns) => (this.#columns = columns), this.#failed);
  }

  readonly #failed = (error: unknown): void => {
    if (!this.#stop.signal.aborted) reportError(error);
  };

  /** Null while they are computed. */
  get columns(): readonly ColumnProfile[] | null {
    return this.#columns;
  }

  /** Columns that are done. */
  get done(): number {
    return this.#done;
  }

  readonly stop = (): void => this.#stop.abort();
}

/** All rows as CSV. @param report share that is written, 0-1. */
export async function tableAsCsv(
  dataset: Pick<Dataset, "id" | "name">,
  table: StoredTable,
  report: (share: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const file = await withTransfer(
    (api) =>
      api.exportTable(
        table,
        proxy(({ done, total }: Progress) => report(done / total)),
        signal,
      ),
    signal,
  );
  await trace({
    name: "exportDataFromDataset",
    resourceType: "Dataset",
    resourceId: dataset.id,
    resourceName: dataset.name,
    detail: { format: "CSV", rows: table.rows, bytes: file.size },
  });
  return file;
}
