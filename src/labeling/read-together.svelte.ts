import { SvelteMap } from "svelte/reactivity";
import type { SampleId } from "#core/ids.ts";

type Read<Value> = (
  ids: readonly SampleId[],
) => Promise<ReadonlyMap<SampleId, Value>>;

/** A fact of each sample, asked for by cells as they come into view; those asked for in one moment are read at once. */
export class ReadTogether<Value> {
  readonly #read: Read<Value>;
  readonly #known = new SvelteMap<SampleId, Value>();
  readonly #asked = new Set<SampleId>();
  #wanted: SampleId[] = [];

  constructor(read: Read<Value>) {
    this.#read = read;
  }

  /** Undefined until it is read, and where it is not known. Reactive. */
  get(id: SampleId): Value | undefined {
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
      for (const [id, value] of await this.#read(ids))
        this.#known.set(id, value);
    } catch {
      // A cell without it is of use too, and asks again when it comes back.
      for (const id of ids) this.#asked.delete(id);
    }
  }
}
