/** The samples of a dataset as a long list: rows read when they come into view, and what is selected. */
import type { Sample } from "#core/dataset.ts";
import type { SampleId } from "#core/ids.ts";
import {
  addTo,
  clear,
  extendTo,
  focusOn,
  keepListed,
  NOTHING_SELECTED,
  selectAll,
  selectOne,
  toggle,
  type Selection,
} from "#labeling/selection.ts";
import { reportError } from "./toasts.svelte.ts";

const PAGE = 120;
/** Pages of rows kept; a screen shows two or three. */
const KEPT_PAGES = 30;

export class SampleBrowser {
  #ids = $state.raw<readonly SampleId[]>([]);
  #selection = $state.raw<Selection>(NOTHING_SELECTED);
  /** Counts up when rows arrive: the map itself is not copied for every page of 100,000 samples. */
  #arrivals = $state(0);
  readonly #rows = new Map<SampleId, Sample>();
  readonly #pages = new Map<number, readonly SampleId[]>();
  readonly #read: (ids: readonly SampleId[]) => Promise<Sample[]>;
  #swept: Selection | null = null;

  constructor(read: (ids: readonly SampleId[]) => Promise<Sample[]>) {
    this.#read = read;
  }

  get ids(): readonly SampleId[] {
    return this.#ids;
  }

  /** A new order or search: what stays in the list stays selected. */
  set ids(ids: readonly SampleId[]) {
    const listed = new Set(ids);
    this.#ids = ids;
    this.#pages.clear();
    // Rows belong to no page now; those on the screen are worth keeping, a long walk is not.
    if (this.#rows.size > PAGE * KEPT_PAGES) this.#rows.clear();
    this.#selection = keepListed(this.#selection, ids, (id) => listed.has(id));
  }

  get selected(): ReadonlySet<SampleId> {
    return this.#selection.ids;
  }

  get focus(): number {
    return this.#selection.focus;
  }

  isSelected(index: number): boolean {
    const id = this.#ids[index];
    return id !== undefined && this.#selection.ids.has(id);
  }

  /** The sample, or undefined until its page was read. */
  at(index: number): Sample | undefined {
    void this.#arrivals;
    const id = this.#ids[index];
    if (id === undefined) return undefined;
    const known = this.#rows.get(id);
    if (!known) this.#ask(Math.floor(index / PAGE));
    return known;
  }

  readonly pick = (index: number, how: "one" | "toggle" | "extend"): void => {
    const change = {
      one: () => selectOne(this.#ids, index),
      toggle: () => toggle(this.#selection, this.#ids, index),
      extend: () => extendTo(this.#selection, this.#ids, index),
    };
    this.#selection = change[how]();
  };

  /** Arrow keys: the focus goes along, alone or with the range behind it. */
  readonly move = (index: number, how: "one" | "extend" | "focus"): void => {
    if (how === "focus")
      this.#selection = focusOn(this.#selection, this.#ids, index);
    else this.pick(index, how);
  };

  readonly selectAll = (): void => {
    this.#selection = selectAll(this.#selection, this.#ids);
  };

  readonly clear = (): void => {
    this.#selection = clear(this.#selection);
  };

  /** @param keeps what was selected before stays so. */
  readonly beginSweep = (keeps: boolean): void => {
    this.#swept = keeps ? this.#selection : clear(this.#selection);
  };

  readonly sweep = (indices: readonly number[]): void => {
    if (this.#swept) this.#selection = addTo(this.#swept, this.#ids, indices);
  };

  readonly endSweep = (): void => {
    this.#swept = null;
  };

  #ask(page: number): void {
    if (this.#pages.has(page)) return;
    const ids = this.#ids.slice(page * PAGE, (page + 1) * PAGE);
    this.#pages.set(page, ids);
    this.#read(ids).then((samples) => {
      for (const sample of samples) this.#rows.set(sample.id, sample);
      this.#forget();
      this.#arrivals += 1;
    }, reportError);
  }

  #forget(): void {
    for (const [page, ids] of this.#pages) {
      if (this.#pages.size <= KEPT_PAGES) return;
      this.#pages.delete(page);
      for (const id of ids) this.#rows.delete(id);
    }
  }
}
