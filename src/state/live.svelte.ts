/** Database rows as reactive values. The database is the source of truth; this is a window on it. */
import Dexie, { liveQuery } from "dexie";
import { createSubscriber } from "svelte/reactivity";
import { reportError } from "./toasts.svelte.ts";

/**
 * Dexie notes every key changed since a live query's last answer, also of tables the query never
 * read: labeling for hours would fill the memory. After so many changes the query is begun anew.
 */
export const CHANGES_NOTED = 500;

/** Calls back with the query's answer at once and after every change of what it read. @returns stop. */
export function follow<T>(
  query: () => Promise<T>,
  next: (value: T) => void,
  failed: (error: unknown) => void = reportError,
): () => void {
  // Dexie follows reads behind an `await` only in a function that is itself marked async.
  const answers = liveQuery(async () => query());
  let noted = 0;
  let isAnswered = false;
  const answered = <V>(tell: (value: V) => void) => {
    return (value: V): void => {
      noted = 0;
      isAnswered = true;
      tell(value);
    };
  };
  const begin = () => answers.subscribe(answered(next), answered(failed));
  let subscription = begin();
  const note = (): void => {
    noted += 1;
    // A question under way is waited for: beginning it anew forever would never answer it.
    if (noted < CHANGES_NOTED || !isAnswered) return;
    isAnswered = false;
    subscription.unsubscribe();
    subscription = begin();
  };
  Dexie.on("storagemutated", note);
  return () => {
    Dexie.on.storagemutated.unsubscribe(note);
    subscription.unsubscribe();
  };
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
