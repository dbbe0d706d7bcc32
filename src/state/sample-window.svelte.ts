/** Samples by place in a long list: rows are read in pages, when something asks for one of them. */
import type { Sample } from "#core/dataset.ts";
import type { SampleId } from "#core/ids.ts";
import { reportError } from "./toasts.svelte.ts";

const PAGE = 120;

export class SampleWindow {
  #ids = $state.raw<readonly SampleId[]>([]);
  #rows = $state.raw<ReadonlyMap<SampleId, Sample>>(new Map());
  readonly #asked = new Set<number>();
  readonly #read: (ids: readonly SampleId[]) => Promise<Sample[]>;

  constructor(read: (ids: readonly SampleId[]) => Promise<Sample[]>) {
    this.#read = read;
  }

  get ids(): readonly SampleId[] {
    return this.#ids;
  }

  set ids(ids: readonly SampleId[]) {
    this.#ids = ids;
    this.#asked.clear();
  }

  /** The sample, or undefined until its page was read. */
  at(index: number): Sample | undefined {
    const id = this.#ids[index];
    if (id === undefined) return undefined;
    const known = this.#rows.get(id);
    if (!known) this.#ask(Math.floor(index / PAGE));
    return known;
  }

  #ask(page: number): void {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const ids = this.#ids.slice(page * PAGE, (page + 1) * PAGE);
    this.#read(ids).then((samples) => {
      this.#rows = new Map([
        ...this.#rows,
        ...samples.map((sample) => [sample.id, sample] as const),
      ]);
    }, reportError);
  }
}
