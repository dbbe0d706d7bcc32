/**
 * Annotations of a COCO file while they wait for their pictures. They may come in any order, and
 * all of a file wait: so they are kept as numbers, in one store for some hundred pictures each,
 * which browsers can put on the disk. Only the objects of one store are in memory at once.
 */
import type { Shape } from "#core/shape.ts";
import { maskFromRle } from "./coco-rle.ts";
import { boxShape, partsShape, type WaitingShape } from "./coco-shape.ts";
import { isEmpty } from "./object-attributes.ts";
import { GrowingRecords, type NumberBudget } from "./growing-records.ts";
import { GrowingList } from "./growing-text.ts";

interface Annotation {
  /** Place in the file's list. */
  readonly index: number;
  /** Of a panoptic annotation, the place of the segment; else null. */
  readonly segment: number | null;
  readonly category: number;
  readonly texts: Readonly<Record<string, string>>;
}

export interface Waiting extends Annotation {
  readonly shape: WaitingShape;
}

/** An annotation whose picture's turn has come. */
export interface Waited extends Annotation {
  /** Null for a mask without pixels. */
  readonly shape: Shape | null;
}

/** Makes a picture's annotations, when it is their turn. */
export type Reading = () => Waited[];

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
const KINDS = { box: BOX, parts: PARTS, mask: MASK } as const;
const NONE = -1;
/** Numbers of a record before those of its shape. */
const HEAD = 6;
const NO_TEXTS = {};

class Store {
  readonly #records: GrowingRecords;
  readonly #rests = new GrowingList(",", TEXT);
  #restCount = 0;

  constructor(budget: NumberBudget) {
    this.#records = new GrowingRecords(budget);
  }

  /**
   * picture, index, segment, category, place of the rest, kind, then of a box its 4 numbers, of
   * parts their count, and of each part its length and its numbers.
   */
  add(picture: number, waiting: Waiting): void {
    const { shape } = waiting;
    const kind = KINDS[shape.kind];
    const rest = this.#rest(waiting);
    let at = this.#records.begin(HEAD + lengthOf(shape));
    const { room } = this.#records;
    room[at++] = picture;
    room[at++] = waiting.index;
    room[at++] = waiting.segment ?? NONE;
    room[at++] = waiting.category;
    room[at++] = rest;
    room[at++] = kind;
    if (shape.kind === "box") {
      const { numbers } = shape;
      for (let i = 0; i < 4; i += 1) room[at + i] = numbers[i] ?? 0;
    }
    if (shape.kind !== "parts") return;
    room[at++] = shape.parts.length;
    for (const part of shape.parts) {
      room[at++] = part.length;
      room.set(part, at);
      at += part.length;
    }
  }

  #rest({ shape, texts }: Waiting): number {
    const rest: Rest =
      shape.kind === "mask" ? { texts, mask: shape.mask } : { texts };
    if (shape.kind !== "mask" && isEmpty(texts)) return NONE;
    this.#rests.add(JSON.stringify(rest));
    return this.#restCount++;
  }

  async take(): Promise<Taken> {
    const records = await this.#records.take();
    const rests =
      this.#restCount > 0
        ? (JSON.parse(`[${await this.#rests.blob().text()}]`) as Rest[])
        : [];
    return new Taken(records, rests);
  }
}

/** Numbers that the shape takes. */
function lengthOf(shape: WaitingShape): number {
  if (shape.kind === "mask") return 0;
  if (shape.kind === "box") return 4;
  return shape.parts.reduce((sum, { length }) => sum + 1 + length, 1);
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

/** A record of a store that is read. */
interface Written {
  readonly numbers: Float64Array;
  readonly at: number;
}

/** A store that is read: annotations stay numbers until their picture's turn, as objects they would be many times as large. */
class Taken {
  readonly #rests: readonly Rest[];
  readonly #written = new Map<number, Written[]>();

  constructor(records: readonly Float64Array[], rests: readonly Rest[]) {
    this.#rests = rests;
    for (const numbers of records)
      for (let at = 0; at < numbers.length; at = endOf(numbers, at)) {
        const picture = numbers[at] ?? 0;
        const same = this.#written.get(picture);
        if (same) same.push({ numbers, at });
        else this.#written.set(picture, [{ numbers, at }]);
      }
  }

  of(picture: number): Waited[] {
    const written = this.#written.get(picture) ?? [];
    return written.map((one) => this.#read(one));
  }

  #read({ numbers, at }: Written): Waited {
    const segment = numbers[at + 2] ?? NONE;
    const rest = this.#rests[numbers[at + 4] ?? NONE];
    return {
      index: numbers[at + 1] ?? 0,
      segment: segment === NONE ? null : segment,
      category: numbers[at + 3] ?? 0,
      shape: readShape(numbers, at + HEAD, rest),
      texts: rest?.texts ?? NO_TEXTS,
    };
  }
}

/** @param from behind the kind. */
function readShape(
  numbers: Float64Array,
  from: number,
  rest: Rest | undefined,
): Shape | null {
  const kind = numbers[from - 1];
  if (kind === MASK) return maskFromRle(rest?.mask);
  if (kind === BOX) return boxShape(numbers, from);
  let at = from + 1;
  const parts = Array.from({ length: numbers[from] ?? 0 }, () => {
    const begin = at + 1;
    at = begin + (numbers[at] ?? 0);
    return numbers.subarray(begin, at);
  });
  return partsShape(parts);
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
  async *take(count: number): AsyncGenerator<(readonly [number, Reading])[]> {
    for (let from = 0; from < count; from += SHARE) {
      const place = from / SHARE;
      const found = await this.#stores[place]?.take();
      this.#stores[place] = undefined;
      const pictures = Math.min(SHARE, count - from);
      yield Array.from({ length: pictures }, (_, i) => [
        from + i,
        () => found?.of(from + i) ?? [],
      ]);
    }
  }
}
