/** Database rows as reactive values. The database is the source of truth; this is a window on it. */
import { liveQuery } from "dexie";
import { createSubscriber } from "svelte/reactivity";
import { reportError } from "./toasts.svelte.ts";

/** Calls back with the query's answer at once and after every change of what it read. @returns stop. */
export function follow<T>(
  query: () => Promise<T>,
  next: (value: T) => void,
  failed: (error: unknown) => void = reportError,
): () => void {
  // Dexie follows reads behind an `await` only in a function that is itself marked async.
  const subscription = liveQuery(async () => query()).subscribe(next, failed);
  return () => subscription.unsubscribe();
}

/** `new Live(() => listDatasets(), [])`, then `live.current` in a template or a `$derived`. */
export class Live<T> {
  #value = $state.raw<T>() as T;
  readonly #subscribe: () => void;

  constructor(query: () => Promise<T>, initial: T) {
    this.#value = initial;
    this.#subscribe = createSubscriber(() =>
      follow(query, (value) => (this.#value = value)),
    );
  }

  get current(): T {
    this.#subscribe();
    return this.#value;
  }
}
