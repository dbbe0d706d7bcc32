import { SvelteMap } from "svelte/reactivity";
import type { BlobHash } from "#core/ids.ts";

/** Reads at once: enough to keep the disk busy, few enough that a fast scroll is not queued behind what left the screen. */
const LANES = 6;
/** Thumbnails kept; a screen shows at most a few hundred. */
const KEPT = 800;

/** An address, or null for a file without a picture. */
type Thumbnail = string | null;

/**
 * Object URLs of thumbnails, read when a cell asks and released when many newer ones came. The
 * newest wish is served first: during a scroll that is what is on the screen.
 */
export class Thumbnails {
  readonly #read: (hash: BlobHash) => Promise<Blob | null>;
  #urls = new SvelteMap<BlobHash, Thumbnail>();
  #wanted = new Set<BlobHash>();
  #reading = new Set<BlobHash>();
  #isClosed = false;

  constructor(read: (hash: BlobHash) => Promise<Blob | null>) {
    this.#read = read;
  }

  /** The address; undefined while it is read, null when there is no picture. Reactive. */
  url(hash: BlobHash): Thumbnail | undefined {
    return this.#urls.get(hash);
  }

  /** Starts reading; @returns a function that takes the wish back. */
  want(hash: BlobHash): () => void {
    if (!this.#urls.has(hash) && !this.#reading.has(hash)) {
      this.#wanted.delete(hash);
      this.#wanted.add(hash);
      this.#next();
    }
    return () => this.#wanted.delete(hash);
  }

  /** Releases every address. */
  close(): void {
    this.#isClosed = true;
    this.#wanted.clear();
    for (const url of this.#urls.values()) if (url) URL.revokeObjectURL(url);
    this.#urls.clear();
  }

  #next(): void {
    while (this.#reading.size < LANES && this.#wanted.size > 0) {
      const newest = [...this.#wanted].at(-1);
      if (newest === undefined) return;
      this.#wanted.delete(newest);
      this.#reading.add(newest);
      void this.#load(newest);
    }
  }

  async #load(hash: BlobHash): Promise<void> {
    let blob: Blob | null = null;
    try {
      blob = await this.#read(hash);
    } catch {
      // A picture that cannot be read is shown as such; its cell says so.
    }
    this.#reading.delete(hash);
    if (this.#isClosed) return;
    this.#urls.set(hash, blob ? URL.createObjectURL(blob) : null);
    this.#release();
    this.#next();
  }

  #release(): void {
    for (const [hash, url] of this.#urls) {
      if (this.#urls.size <= KEPT) return;
      this.#urls.delete(hash);
      if (url) URL.revokeObjectURL(url);
    }
  }
}
