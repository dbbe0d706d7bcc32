import { AppError } from "#core/errors.ts";
import type { BlobHash } from "#core/ids.ts";

/** The current picture, two on each side, and the ones just left. */
const KEPT = 7;

/** A picture ready to be painted: decoded, in its own element. */
export interface Picture {
  readonly element: HTMLImageElement;
  readonly url: string;
}

/**
 * Full pictures, decoded ahead. The element itself is handed out, because a new `<img>` with the
 * same address may decode again, and that is what a person waits for.
 */
export class Pictures {
  readonly #read: (hash: BlobHash) => Promise<Blob>;
  #kept = new Map<BlobHash, Promise<Picture>>();
  #ready = new Map<BlobHash, Picture>();

  constructor(read: (hash: BlobHash) => Promise<Blob>) {
    this.#read = read;
  }

  /** At once, when it is decoded already. */
  get(hash: BlobHash): Picture | undefined {
    return this.#ready.get(hash);
  }

  /** @throws AppError('unsupported') when this browser cannot decode the file. */
  load(hash: BlobHash): Promise<Picture> {
    const known = this.#kept.get(hash);
    const picture = known ?? this.#decode(hash);
    // Re-inserting makes it the newest: the map's order is the order of use.
    this.#kept.delete(hash);
    this.#kept.set(hash, picture);
    if (!known) {
      picture.catch(() => this.#kept.delete(hash));
      this.#release();
    }
    return picture;
  }

  /** Decodes these soon, nearest first; failures wait until the picture is asked for. */
  prefetch(hashes: readonly BlobHash[]): void {
    for (const hash of hashes) this.load(hash).catch(() => undefined);
  }

  close(): void {
    for (const hash of [...this.#kept.keys()]) this.#drop(hash);
  }

  async #decode(hash: BlobHash): Promise<Picture> {
    const url = URL.createObjectURL(await this.#read(hash));
    const element = new Image();
    element.decoding = "async";
    element.draggable = false;
    element.src = url;
    try {
      await element.decode();
    } catch (cause) {
      URL.revokeObjectURL(url);
      throw new AppError(
        "unsupported",
        "The picture cannot be shown by this browser",
        { hash },
        { cause },
      );
    }
    const picture = { element, url };
    if (this.#kept.has(hash)) this.#ready.set(hash, picture);
    return picture;
  }

  #release(): void {
    for (const hash of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) return;
      this.#drop(hash);
    }
  }

  #drop(hash: BlobHash): void {
    const picture = this.#kept.get(hash);
    this.#kept.delete(hash);
    this.#ready.delete(hash);
    picture?.then(
      ({ url }) => URL.revokeObjectURL(url),
      () => undefined,
    );
  }
}
