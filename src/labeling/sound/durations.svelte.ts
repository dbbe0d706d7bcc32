import { SvelteMap } from "svelte/reactivity";
import type { SampleId } from "#core/ids.ts";

/** Durations of recordings, read together when rows ask for them. */
export class Durations {
  readonly #read: (
    ids: readonly SampleId[],
  ) => Promise<ReadonlyMap<SampleId, number>>;
  readonly #known = new SvelteMap<SampleId, number>();
  #asked = new Set<SampleId>();
  #wanted: SampleId[] = [];

  constructor(
    read: (ids: readonly SampleId[]) => Promise<ReadonlyMap<SampleId, number>>,
  ) {
    this.#read = read;
  }

  /** In seconds; undefined while it is not known. Reactive. */
  of(id: SampleId): number | undefined {
    return this.#known.get(id);
  }

  want(id: SampleId): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    if (this.#wanted.push(id) === 1) queueMicrotask(() => void this.#load());
  }

  async #load(): Promise<void> {
    const ids = this.#wanted;
    this.#wanted = [];
    try {
      for (const [id, seconds] of await this.#read(ids))
        this.#known.set(id, seconds);
    } catch {
      // A row without its duration is of use too; it is asked for again.
      for (const id of ids) this.#asked.delete(id);
    }
  }
}
