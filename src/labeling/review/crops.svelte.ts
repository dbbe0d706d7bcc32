/**
 * Pictures of single objects, cut when their cells come into view. All crops of one picture that
 * are wanted at a time are cut from one decoding of it; the pictures decoded last stay a while,
 * because sorting by size scatters the objects of a picture over the list.
 */
import { SvelteMap } from "svelte/reactivity";
import { AppError } from "#core/errors.ts";
import type { BlobHash, SampleId } from "#core/ids.ts";
import type { Shape } from "#core/shape.ts";
import type { LabelingStore } from "#labeling/labeling-store.ts";
import { cropSquare, outlineOf } from "./crop.ts";
import type { Reviewable, ReviewedObject } from "./reviewed-object.ts";

export interface Crop {
  readonly image: ImageBitmap;
  /** `d` of an SVG path, see `outlineOf`. */
  readonly outline: string;
}

/** Pixels along a crop: sharp at 160 CSS pixels, about 150 kB. */
const SIDE = 192;
/** Crops out of view that are kept: with those in view about 100 MB. */
const KEPT = 400;
/** Pictures decoded at a time, and pixels of pictures that stay decoded: 4 bytes each. */
const LANES = 2;
const DECODED_PIXELS = 16_000_000;

export class Crops {
  readonly #store: Pick<LabelingStore, "items" | "picture">;
  readonly #objectsOf: Reviewable["objectsOf"];
  /** Null where there is no picture to cut from. The order is the order of cutting. */
  #ready = new SvelteMap<ReviewedObject, Crop | null>();
  #inView = new Set<ReviewedObject>();
  #wanted = new Set<ReviewedObject>();
  #decoded = new Map<BlobHash, ImageBitmap>();
  /** Pictures that are being cut from. */
  #busy = new Set<SampleId>();
  #isClosed = false;

  constructor(
    store: Pick<LabelingStore, "items" | "picture">,
    { objectsOf }: Pick<Reviewable, "objectsOf">,
  ) {
    this.#store = store;
    this.#objectsOf = objectsOf;
  }

  /** The crop; undefined while it is cut, null when there is none. Reactive. */
  get(object: ReviewedObject): Crop | null | undefined {
    return this.#ready.get(object);
  }

  /** A cell shows the object. @returns what to call when it no longer does. */
  show(object: ReviewedObject): () => void {
    this.#inView.add(object);
    if (!this.#ready.has(object)) {
      this.#wanted.add(object);
      // Cells come into view together: what one picture is to give is asked of it at once.
      queueMicrotask(() => this.#next());
    }
    return () => {
      this.#inView.delete(object);
      this.#wanted.delete(object);
    };
  }

  close(): void {
    this.#isClosed = true;
    this.#wanted.clear();
    for (const crop of this.#ready.values()) crop?.image.close();
    for (const picture of this.#decoded.values()) picture.close();
    this.#ready.clear();
    this.#decoded.clear();
  }

  #next(): void {
    while (this.#busy.size < LANES && !this.#isClosed) {
      const first = [...this.#wanted].find(
        ({ sampleId }) => !this.#busy.has(sampleId),
      );
      if (!first) return;
      const { sampleId } = first;
      const same = [...this.#wanted].filter((one) => one.sampleId === sampleId);
      for (const object of same) this.#wanted.delete(object);
      this.#busy.add(sampleId);
      void this.#cutAll(sampleId, same).finally(() => {
        this.#busy.delete(sampleId);
        this.#next();
      });
    }
  }

  async #cutAll(
    sampleId: SampleId,
    objects: readonly ReviewedObject[],
  ): Promise<void> {
    try {
      const [item] = await this.#store.items([sampleId]);
      if (!item) throw new AppError("storage", "The image was deleted");
      const found = this.#objectsOf(item);
      const picture = await this.#decode(item.hash);
      // From here to the end nothing waits: another lane could close the picture meanwhile.
      for (const object of objects) {
        const shape = found[object.index]?.shape;
        this.#ready.set(object, shape ? cropOf(picture, shape) : null);
      }
    } catch {
      // An object whose picture cannot be read is listed all the same; its cell says so.
      if (this.#isClosed) return;
      for (const object of objects) this.#ready.set(object, null);
    }
    this.#release();
  }

  /** @throws when the file cannot be read or decoded, or nobody waits any more. */
  async #decode(hash: BlobHash): Promise<ImageBitmap> {
    const known = this.#decoded.get(hash);
    const picture =
      known ?? (await decodePicture(await this.#store.picture(hash)));
    // Another lane may have decoded the same one meanwhile.
    if (!known) this.#decoded.get(hash)?.close();
    if (this.#isClosed) {
      picture.close();
      throw new AppError("cancelled", "Stopped");
    }
    // Re-inserting makes it the newest: the map's order is the order of use.
    this.#decoded.delete(hash);
    this.#decoded.set(hash, picture);
    return picture;
  }

  /** Lets the oldest go that nobody looks at. */
  #release(): void {
    let spare = this.#ready.size - this.#inView.size - KEPT;
    for (const [object, crop] of this.#ready) {
      if (spare <= 0) break;
      if (this.#inView.has(object)) continue;
      crop?.image.close();
      this.#ready.delete(object);
      spare -= 1;
    }
    let pixels = 0;
    for (const [hash, picture] of [...this.#decoded].reverse()) {
      pixels += picture.width * picture.height;
      if (pixels <= DECODED_PIXELS) continue;
      picture.close();
      this.#decoded.delete(hash);
    }
  }
}

const decodePicture = (file: Blob): Promise<ImageBitmap> =>
  createImageBitmap(file, { imageOrientation: "from-image" });

/** What lies beyond the picture stays transparent. */
function cropOf(picture: ImageBitmap, shape: Shape): Crop {
  const square = cropSquare(shape);
  const { x, y, side } = square;
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const context = canvas.getContext("2d");
  if (context) {
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, x, y, side, side, 0, 0, SIDE, SIDE);
  }
  return {
    image: canvas.transferToImageBitmap(),
    outline: outlineOf(shape, square),
  };
}
