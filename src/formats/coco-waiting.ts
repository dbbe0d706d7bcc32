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
/** Numbers of a record before those of its shape. */
const HEAD = 6;
const NO_TEXTS = {};
const FOUR = [0, 1, 2, 3];

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

  async take(): Promise<Taken> {
    const numbers = await this.#numbers.take();
    const rests =
      this.#restCount > 0
        ? (JSON.parse(`[${await this.#rests.blob().text()}]`) as Rest[])
        : [];
    return new Taken(numbers, rests);
  }
}

/** Where the record at `at` ends. */
function endOf(numbers: Float64Array, at: number): number {
  const kind = numbers[at + HEAD - 1];
  if (kind === MASK) return at + HEAD;
  if (kind === BOX) return at + HEAD + 4;
  let end = at + HEAD + 1;
  for (let part = numbers[at + HEAD] ?? 0; part > 0; part -= 1)
    end += 1 + (numbers[end] ?? 0);
  return end;
}

/** A store that is read: annotations stay numbers until their picture's turn, as objects they would be many times as large. */
class Taken {
  readonly #numbers: Float64Array;
  readonly #rests: readonly Rest[];
  /** Picture -> where its records begin. */
  readonly #places = new Map<number, number[]>();

  constructor(numbers: Float64Array, rests: readonly Rest[]) {
    this.#numbers = numbers;
    this.#rests = rests;
    for (let at = 0; at < numbers.length; at = endOf(numbers, at)) {
      const picture = numbers[at] ?? 0;
      const same = this.#places.get(picture);
      if (same) same.push(at);
      else this.#places.set(picture, [at]);
    }
  }

  *of(picture: number): Generator<Waiting> {
    for (const at of this.#places.get(picture) ?? []) yield this.#read(at);
  }

  #read(place: number): Waiting {
    const numbers = this.#numbers;
    const at = place + HEAD;
    const segment = numbers[place + 2] ?? NONE;
    const rest = this.#rests[numbers[place + 4] ?? NONE];
    return {
      index: numbers[place + 1] ?? 0,
      segment: segment === NONE ? null : segment,
      category: numbers[place + 3] ?? 0,
      shape: this.#shape(at, numbers[at - 1] ?? 0, rest),
      texts: rest?.texts ?? NO_TEXTS,
    };
  }

  #shape(from: number, kind: number, rest: Rest | undefined): WaitingShape {
    const numbers = this.#numbers;
    if (kind === MASK) return { kind: "mask", mask: rest?.mask };
    if (kind === BOX)
      // A view costs more than four numbers.
      return { kind: "box", numbers: FOUR.map((i) => numbers[from + i] ?? 0) };
    let at = from + 1;
    const parts = Array.from({ length: numbers[from] ?? 0 }, () => {
      const begin = at + 1;
      at = begin + (numbers[at] ?? 0);
      return numbers.subarray(begin, at);
    });
    return { kind: "parts", parts };
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
  ): AsyncGenerator<(readonly [number, Iterable<Waiting>])[]> {
    for (let from = 0; from < count; from += SHARE) {
      const place = from / SHARE;
      const found = await this.#stores[place]?.take();
      this.#stores[place] = undefined;
      const pictures = Math.min(SHARE, count - from);
      yield Array.from({ length: pictures }, (_, i) => [
        from + i,
        found?.of(from + i) ?? [],
      ]);
    }
  }
}
