/**
 * Figures over many rows as reactive values. Dexie begins a live query anew with each change, and gives
 * no answer before the changes end: while an import writes a million rows, counting them would do nothing
 * else, and never come to an end. Here a count is finished once begun, and rests before the next.
 */
import Dexie from "dexie";
import { createSubscriber } from "svelte/reactivity";
import { database } from "#storage/database.ts";
import { reportError } from "./toasts.svelte.ts";

/** Rest behind a count, by how long it took, and at most, in milliseconds. */
const REST = { times: 3, most: 5000 };

/**
 * Calls back with the answer at once, and after changes of the tables.
 * @param tables names, as in the schema.
 * @returns stop.
 */
export function followCounts<T>(
  tables: readonly string[],
  count: () => Promise<T>,
  next: (value: T) => void,
  failed: (error: unknown) => void = reportError,
): () => void {
  const prefixes = tables.map((table) => `idb://${database.name}/${table}/`);
  let isOver = false;
  let isCounting = false;
  let hasChanged = false;
  let readyAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = async (): Promise<void> => {
    timer = undefined;
    isCounting = true;
    hasChanged = false;
    const began = performance.now();
    try {
      const value = await count();
      if (!isOver) next(value);
    } catch (error) {
      if (!isOver) failed(error);
    }
    const ended = performance.now();
    readyAt = ended + Math.min(REST.times * (ended - began), REST.most);
    isCounting = false;
    if (hasChanged) plan();
  };
  function plan(): void {
    if (isOver || isCounting || timer !== undefined) return;
    timer = setTimeout(
      () => void run(),
      Math.max(0, readyAt - performance.now()),
    );
  }
  const note = (parts: object): void => {
    const isOurs = Object.keys(parts).some((part) =>
      prefixes.some((prefix) => part.startsWith(prefix)),
    );
    if (!isOurs) return;
    hasChanged = true;
    plan();
  };

  Dexie.on("storagemutated", note);
  plan();
  return () => {
    isOver = true;
    clearTimeout(timer);
    Dexie.on.storagemutated.unsubscribe(note);
  };
}

/** `new LiveCounts(["items"], () => countByState(id), null)`, then `.current` in a template or a `$derived`. */
export class LiveCounts<T> {
  #value = $state.raw<T>() as T;
  readonly #subscribe: () => void;

  constructor(tables: readonly string[], count: () => Promise<T>, initial: T) {
    this.#value = initial;
    this.#subscribe = createSubscriber(() =>
      followCounts(tables, count, (value) => (this.#value = value)),
    );
  }

  get current(): T {
    this.#subscribe();
    return this.#value;
  }
}
