import { AppError } from "#core/errors.ts";
import type { BlobHash } from "#core/ids.ts";

/** The current picture, two on each side, and the ones just left. */
const KEPT = 7;
/** Copies are the page's own memory, 13-28 MB each: the current picture, those ahead, and the one just left. */
const COPIES_KEPT = 5;

/** The longer side of copies, pixels: enough for a whole picture on the screen, and for zooming in a little. */
const copySide = (): number =>
  Math.min(
    3072,
    Math.max(2048, devicePixelRatio * Math.max(screen.width, screen.height)),
  );

/** A picture ready to be painted: decoded in its own element, or in a copy. */
export interface Picture {
  readonly element: HTMLImageElement;
  readonly url: string;
  /** Where there is a copier, of pictures that are larger than a screen. */
  readonly copy: ImageBitmap | null;
}

/** Makes a copy with this longest side, pixels; null when it cannot. */
export type Copier = (url: string, side: number) => Promise<ImageBitmap | null>;

/**
 * Full pictures, decoded ahead. The element itself is handed out, because a new `<img>` with the
 * same address may decode again, and that is what a person waits for.
 */
export class Pictures {
  readonly #read: (hash: BlobHash) => Promise<Blob>;
  #kept = new Map<BlobHash, Promise<Picture>>();
  #ready = new Map<BlobHash, Picture>();
  /** Canvases decode an element anew, while a person waits; a copy is painted as it is. */
  copier: Copier | null = null;

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
    let copy: ImageBitmap | null;
    try {
      copy = this.copier && (await copyOf(element, this.copier));
      if (!copy) await element.decode();
    } catch (cause) {
      URL.revokeObjectURL(url);
      throw new AppError(
        "unsupported",
        "The picture cannot be shown by this browser",
        { hash },
        { cause },
      );
    }
    const picture = { element, url, copy };
    if (this.#kept.has(hash)) this.#ready.set(hash, picture);
    return picture;
  }

  #release(): void {
    const most = this.copier ? COPIES_KEPT : KEPT;
    for (const hash of this.#kept.keys()) {
      if (this.#kept.size <= most) return;
      this.#drop(hash);
    }
  }

  #drop(hash: BlobHash): void {
    const picture = this.#kept.get(hash);
    this.#kept.delete(hash);
    this.#ready.delete(hash);
    picture?.then(
      ({ url, copy }) => {
        URL.revokeObjectURL(url);
        copy?.close();
      },
      () => undefined,
    );
  }
}

async function copyOf(
  element: HTMLImageElement,
  copier: Copier,
): Promise<ImageBitmap | null> {
  if (!element.complete)
    await new Promise((done) => (element.onload = element.onerror = done));
  const side = copySide();
  const isLarger = Math.max(element.naturalWidth, element.naturalHeight) > side;
  return isLarger ? copier(element.src, side) : null;
}
