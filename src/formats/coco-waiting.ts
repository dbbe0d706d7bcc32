/**
 * Annotations of a COCO file while they wait for their pictures. They may come in any order, and
 * all of a file wait: so they are kept as numbers, in one store for some hundred pictures each,
 * which browsers can put on the disk. Only the objects of one store are in memory at once.
 */
import type { WaitingShape } from "./coco-shape.ts";
import { isEmpty } from "./object-attributes.ts";
import { GrowingNumbers, type NumberBudget } from "./growing-numbers.ts";
import { GrowingList } from "./growing-text.ts";

export interface Waiting {
  /** Place in the file's list. */
  readonly index: number;
  /** Of a panoptic annotation, the place of the segment; else null. */
  readonly segment: number | null;
  readonly category: number;
  readonly shape: WaitingShape;
  readonly texts: Readonly<Record<string, string>>;
}

/** What is no number waits as JSON. */
interface Rest {
  readonly texts: Waiting["texts"];
  readonly mask?: unknown;
}

/** Pictures of one store. */
const SHARE = 256;
/** Numbers that all stores together keep in memory: 16 MB. */
const ROOM = 2 * 1024 * 1024;
/** Characters that a store keeps as text. */
const TEXT = 64 * 1024;
const [BOX, PARTS, MASK] = [0, 1, 2];
const NONE = -1;
const NO_TEXTS = {};

class Store {
  readonly #numbers: GrowingNumbers;
  readonly #rests = new GrowingList(",", TEXT);
  #restCount = 0;

  constructor(budget: NumberBudget) {
    this.#numbers = new GrowingNumbers(budget);
  }

  /**
   * picture, index, segment, category, place of the rest, kind, then of a box its 4 numbers, of
   * parts their count, and of each part its length and its numbers.
   */
  add(picture: number, waiting: Waiting): void {
    const numbers = this.#numbers;
    numbers.put(picture);
    numbers.put(waiting.index);
    numbers.put(waiting.segment ?? NONE);
    numbers.put(waiting.category);
    numbers.put(this.#rest(waiting));
    const { shape } = waiting;
    if (shape.kind === "mask") return numbers.put(MASK);
    if (shape.kind === "box") {
      numbers.put(BOX);
      this.#putAll(shape.numbers);
      return;
    }
    numbers.put(PARTS);
    numbers.put(shape.parts.length);
    for (const part of shape.parts) {
      numbers.put(part.length);
      this.#putAll(part);
    }
  }

  #putAll(values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i += 1)
      this.#numbers.put(values[i] ?? 0);
  }

  #rest({ shape, texts }: Waiting): number {
    const rest: Rest =
      shape.kind === "mask" ? { texts, mask: shape.mask } : { texts };
    if (shape.kind !== "mask" && isEmpty(texts)) return NONE;
    this.#rests.add(JSON.stringify(rest));
    return this.#restCount++;
  }

  async take(): Promise<Map<number, Waiting[]>> {
    const numbers = await this.#numbers.take();
    const rests =
      this.#restCount > 0
        ? (JSON.parse(`[${await this.#rests.blob().text()}]`) as Rest[])
        : [];
    const found = new Map<number, Waiting[]>();
    let at = 0;
    const next = (): number => numbers[at++] ?? 0;
    const some = (count: number): Float64Array =>
      numbers.subarray(at, (at += count));
    while (at < numbers.length) {
      const picture = next();
      const index = next();
      const segment = next();
      const category = next();
      const rest = rests[next()];
      const kind = next();
      const shape: WaitingShape =
        kind === BOX
          ? { kind: "box", numbers: [next(), next(), next(), next()] }
          : kind === PARTS
            ? {
                kind: "parts",
                parts: Array.from({ length: next() }, () => some(next())),
              }
            : { kind: "mask", mask: rest?.mask };
      const waiting: Waiting = {
        index,
        segment: segment === NONE ? null : segment,
        category,
        shape,
        texts: rest?.texts ?? NO_TEXTS,
      };
      const same = found.get(picture);
      if (same) same.push(waiting);
      else found.set(picture, [waiting]);
    }
    return found;
  }
}

export class WaitingAnnotations {
  readonly #stores: (Store | undefined)[] = [];
  readonly #budget = { left: ROOM };

  /** @param picture a number from 0, as small as can be. */
  add(picture: number, waiting: Waiting): void {
    const place = Math.floor(picture / SHARE);
    const store = this.#stores[place] ?? new Store(this.#budget);
    this.#stores[place] = store;
    store.add(picture, waiting);
  }

  /** Stores in turn: each picture below `count` with its annotations in their order. They are given once. */
  async *take(
    count: number,
  ): AsyncGenerator<(readonly [number, readonly Waiting[]])[]> {
    for (let from = 0; from < count; from += SHARE) {
      const place = from / SHARE;
      const found = await this.#stores[place]?.take();
      this.#stores[place] = undefined;
      const pictures = Math.min(SHARE, count - from);
      yield Array.from({ length: pictures }, (_, i) => [
        from + i,
        found?.get(from + i) ?? [],
      ]);
    }
  }
}
