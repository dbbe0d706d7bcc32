import { SvelteMap } from "svelte/reactivity";
import type { SampleId } from "#core/ids.ts";
import {
  contentMatches,
  EVERY_ITEM,
  type ItemQuery,
} from "#core/item-query.ts";
import type { ItemContent, LabelingItem } from "#core/labeling-job.ts";
import type { ItemChange, LabelingStore } from "./labeling-store.ts";
import { type Begun, leaving } from "./list-reading.ts";

/** Rows read beyond both ends of what is visible, so that scrolling finds them there. */
const MARGIN = 60;
/** Reading begins when one as near as this is missing: seldom and many, not one at each step. */
const NEAR = 30;
/** Ids asked for first, more than any screen shows; milliseconds until the rest is asked for. */
const FIRST = 200;
const REST_MS = 150;
/** Rows read at once when many are needed; more loaded than this, and the ones far from view are dropped. */
const PART = 2000;

/** Calls `replace`, with whatever is to be done before and after. */
export type Around = (replace: () => void) => void;
type Store = Pick<LabelingStore, "ids" | "firstIds" | "items">;

/**
 * The samples of a query: all ids, and the rows of those in view. A gesture that makes a sample
 * leave the list takes it out at once, without asking the storage and without a new order, so
 * nothing jumps; an undo puts it back into its old place. `hold` keeps samples in the list that no
 * longer belong, for as long as someone works on them.
 */
export class SampleList {
  readonly #store: Store;
  readonly #fail: (error: unknown) => void;
  #query = $state.raw<ItemQuery>(EVERY_ITEM);
  #base: readonly SampleId[] = [];
  #baseSet: ReadonlySet<SampleId> = new Set();
  #gone = new Set<SampleId>();
  #held: ReadonlySet<SampleId> = new Set();
  #ids = $state.raw<readonly SampleId[]>([]);
  #isLoading = $state(true);
  #isWhole = false;
  #rows = new SvelteMap<SampleId, LabelingItem>();
  /** Gestures on rows that are not loaded: a read that is under way may still find the old state. */
  #ahead = new Map<SampleId, ItemContent>();
  /** Gestures since the ids were asked for, until the answer, which may be older, is here. */
  #made: Map<SampleId, ItemContent> | null = null;
  #range = { first: 0, last: 0 };
  #loadingRows = false;
  #turn = 0;

  constructor(store: Store, fail: (error: unknown) => void) {
    this.#store = store;
    this.#fail = fail;
  }

  get ids(): readonly SampleId[] {
    return this.#ids;
  }

  get query(): ItemQuery {
    return this.#query;
  }

  /** True until the first ids of the current query are here. */
  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Whether all ids of the current query are here. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** The row, when it is loaded; reactive. */
  row(id: SampleId | undefined): LabelingItem | undefined {
    return id === undefined ? undefined : this.#rows.get(id);
  }

  has(id: SampleId): boolean {
    return this.#baseSet.has(id) && (!this.#gone.has(id) || this.#held.has(id));
  }

  /**
   * Shows the beginning of the list as soon as it is known, the rest when it has come.
   * @param around is handed the exchange of the lists, and `whole` that of the beginning for the rest.
   * @returns whether the whole list is here; false when a newer query overtook this one.
   */
  async open(
    query: ItemQuery,
    around: Around = (replace) => replace(),
    whole: Around = (replace) => replace(),
  ): Promise<boolean> {
    this.#query = query;
    this.#isLoading = true;
    this.#isWhole = false;
    this.#held = new Set();
    const begun = this.#begin();
    const first = await this.#store.firstIds(query, FIRST);
    if (begun.turn !== this.#turn) return false;
    if (!first) return this.#readAll(begun, around);
    around(() => this.#replace(first, begun.made));
    if (first.length < FIRST) return this.#ended();
    // Rows and pictures of these are asked for meanwhile, and need not wait for the rest.
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    return this.#readAll(begun, whole);
  }

  /** What was made is forgotten: a long session would fill the memory with it. */
  #ended(): true {
    this.#made = null;
    return (this.#isWhole = true);
  }

  #begin(): Begun {
    this.#turn += 1;
    const made = new Map<SampleId, ItemContent>();
    this.#made = made;
    return { turn: this.#turn, made };
  }

  async #readAll({ turn, made }: Begun, around: Around): Promise<boolean> {
    if (turn !== this.#turn) return false;
    const ids = await this.#store.ids(this.#query);
    if (turn !== this.#turn) return false;
    around(() => this.#replace(ids, made));
    return this.#ended();
  }

  #replace(ids: readonly SampleId[], made: Begun["made"]): void {
    this.#base = ids;
    this.#baseSet = new Set(ids);
    this.#gone = leaving(this.#query, made);
    this.#ahead = new Map(made);
    this.#isLoading = false;
    this.#rebuild();
  }

  /**
   * Reads ids and visible rows again, because someone else changed them; until then the old ones stay.
   * @param around is handed the moment of exchange: what it holds by index is to be moved there.
   */
  async reload(around: Around = (replace) => replace()): Promise<boolean> {
    const begun = this.#begin();
    if (!(await this.#readAll(begun, around))) return false;
    const { turn, made } = begun;
    this.#made = made;
    const visible = this.#around(0);
    const items = await this.#store.items(visible);
    if (turn !== this.#turn) return false;
    this.#rows.clear();
    this.#ahead = new Map(made);
    this.#keep(visible, items);
    this.#ended();
    void this.#loadRows();
    return true;
  }

  /** Tells which indices are in view, inclusive; their rows get loaded. */
  show(first: number, last: number): void {
    this.#range = { first, last };
    void this.#loadRows();
  }

  /**
   * Rows of these ids, from memory or storage, in order; ids without an item are left out. Read in
   * parts, so that the page stays alive.
   */
  async load(
    ids: readonly SampleId[],
    signal?: AbortSignal,
  ): Promise<LabelingItem[]> {
    const rows: LabelingItem[] = [];
    for (let at = 0; at < ids.length; at += PART) {
      signal?.throwIfAborted();
      rows.push(...(await this.#loadPart(ids.slice(at, at + PART))));
    }
    return rows;
  }

  async #loadPart(ids: readonly SampleId[]): Promise<LabelingItem[]> {
    const missing = ids.filter((id) => !this.#rows.has(id));
    const found = missing.length > 0 ? await this.#store.items(missing) : [];
    const read = new Map(
      found.flatMap((item) => (item ? [[item.sampleId, item]] : [])),
    );
    return ids.flatMap((id) => {
      const row = this.#rows.get(id) ?? read.get(id);
      return row ? { ...row, ...this.#ahead.get(id) } : [];
    });
  }

  get isHolding(): boolean {
    return this.#held.size > 0;
  }

  /** Keeps these in the list while they no longer match; what was held before is let go. */
  hold(ids: ReadonlySet<SampleId>): void {
    const before = this.#held;
    this.#held = ids;
    if ([...before].some((id) => this.#gone.has(id) && !ids.has(id)))
      this.#rebuild();
  }

  /**
   * What gestures left behind. @returns false when a sample came to match that the list never
   * held, so that only the storage knows its place.
   */
  patch(changes: readonly ItemChange[]): boolean {
    let isComplete = true;
    let hasMoved = false;
    for (const { sampleId, after: content } of changes) {
      this.#made?.set(sampleId, content);
      const row = this.#rows.get(sampleId);
      if (row) {
        this.#rows.set(sampleId, { ...row, ...content });
        this.#ahead.delete(sampleId);
      } else this.#ahead.set(sampleId, content);
      const matches = contentMatches(this.#query, content);
      if (!this.#baseSet.has(sampleId)) isComplete &&= !matches;
      else if (matches) hasMoved = this.#gone.delete(sampleId) || hasMoved;
      else if (!this.#gone.has(sampleId)) {
        this.#gone.add(sampleId);
        hasMoved = true;
      }
    }
    if (hasMoved) this.#rebuild();
    return isComplete;
  }

  #rebuild(): void {
    this.#ids =
      this.#gone.size === 0
        ? this.#base
        : this.#base.filter((id) => !this.#gone.has(id) || this.#held.has(id));
    void this.#loadRows();
  }

  /** One request at a time; when it ends, the range asked for last is looked at again. */
  async #loadRows(): Promise<void> {
    if (this.#loadingRows) return;
    this.#loadingRows = true;
    try {
      // The gesture that led here writes first: a read begun before would hold it up.
      await Promise.resolve();
      let wanted: SampleId[];
      while ((wanted = this.#missing()).length > 0) {
        const turn = this.#turn;
        const items = await this.#store.items(wanted);
        if (turn !== this.#turn) continue;
        this.#keep(wanted, items);
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#loadingRows = false;
    }
  }

  #missing(): SampleId[] {
    const missing = (margin: number): SampleId[] =>
      this.#around(margin).filter((id) => !this.#rows.has(id));
    return missing(NEAR).length > 0 ? missing(MARGIN) : [];
  }

  #around(margin: number): readonly SampleId[] {
    const { first, last } = this.#range;
    return this.#ids.slice(Math.max(0, first - margin), last + 1 + margin);
  }

  #keep(
    wanted: readonly SampleId[],
    items: readonly (LabelingItem | undefined)[],
  ): void {
    if (this.#rows.size > PART) {
      const near = new Set(this.#around(MARGIN));
      for (const id of this.#rows.keys())
        if (!near.has(id)) this.#rows.delete(id);
    }
    const lost: SampleId[] = [];
    items.forEach((item, at) => {
      const id = wanted[at];
      if (item) {
        const ahead = this.#ahead.get(item.sampleId);
        if (!this.#rows.has(item.sampleId))
          this.#rows.set(item.sampleId, ahead ? { ...item, ...ahead } : item);
      } else if (id) lost.push(id);
    });
    if (lost.length > 0) this.#forget(new Set(lost));
  }

  /** Samples deleted by someone else leave without a trace. */
  #forget(lost: ReadonlySet<SampleId>): void {
    this.#base = this.#base.filter((id) => !lost.has(id));
    this.#baseSet = new Set(this.#base);
    this.#ids = this.#ids.filter((id) => !lost.has(id));
  }
}
