import { SvelteMap } from "svelte/reactivity";
import type { SampleId } from "#core/ids.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import type { LabelingStore } from "#labeling/labeling-store.ts";

/** Sizes of pictures, asked for by cells as they come into view; those of one moment are read at once. */
export class PictureSizes {
  readonly #store: Pick<LabelingStore, "sizes">;
  readonly #known = new SvelteMap<SampleId, PictureSize>();
  readonly #asked = new Set<SampleId>();
  #wanted: SampleId[] = [];

  constructor(store: Pick<LabelingStore, "sizes">) {
    this.#store = store;
  }

  /** Undefined until it is read, and where it is not known. Reactive. */
  get(id: SampleId): PictureSize | undefined {
    return this.#known.get(id);
  }

  want(id: SampleId): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    this.#wanted.push(id);
    if (this.#wanted.length === 1) queueMicrotask(() => void this.#read());
  }

  async #read(): Promise<void> {
    const ids = this.#wanted;
    this.#wanted = [];
    try {
      for (const [id, size] of await this.#store.sizes(ids))
        this.#known.set(id, size);
    } catch {
      // Thumbnails without their shapes are thumbnails still; they ask again when they come back.
      for (const id of ids) this.#asked.delete(id);
    }
  }
}
