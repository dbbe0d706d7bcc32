/**
 * One person labeling in one job: the list in view, the selection, and the gestures.
 *
 * A gesture shows at once and is written in order behind (`EditQueue`). What was shown is never
 * taken back by a failure; the write is tried again until it succeeds or the user gives it up.
 */
import type { SampleId } from "#core/ids.ts";
import { EVERY_ITEM, type ItemQuery } from "#core/item-query.ts";
import type { ItemEdit } from "#core/journal.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import type { LabelingType } from "./contract.ts";
import { EditQueue } from "./edit-queue.svelte.ts";
import { type Change, hardMark, planEdits } from "./item-change.ts";
import { type Done, finishesSample, type Gesture } from "./gesture.ts";
import { GestureTurns } from "./gesture-turns.svelte.ts";
import { JobState } from "./job-state.svelte.ts";
import type { LabelingStore } from "./labeling-store.ts";
import { Pictures } from "./pictures.ts";
import { thumbnailReader } from "./read-thumbnail.ts";
import { type Around, SampleList } from "./sample-list.svelte.ts";
import {
  addTo,
  advance,
  clear,
  keepListed,
  NOTHING_SELECTED,
  selectAll,
  type Selection,
} from "./selection.ts";
import type { SessionOptions } from "./session-options.ts";
import { Thumbnails } from "./thumbnails.svelte.ts";

export class LabelingSession {
  readonly type: LabelingType;
  readonly store: LabelingStore;
  readonly report: (error: unknown) => void;
  readonly list: SampleList;
  readonly queue: EditQueue;
  readonly state: JobState;
  readonly thumbnails: Thumbnails;
  readonly pictures: Pictures;
  readonly #turns: GestureTurns;
  readonly #now: () => number;
  #selection = $state.raw<Selection>(NOTHING_SELECTED);
  #done = $state.raw<Done | null>(null);
  #opening: Promise<void> = Promise.resolve();
  /** One picture fills the view instead of the grid. */
  isSingle = $state(false);
  /** After a gesture, go on to the next sample. */
  autoAdvance = $state(true);
  /** Labels of a text go to its copies, too. */
  labelsCopies = $state(false);
  /** Least width of a thumbnail, CSS pixels. */
  thumbnailSize = $state(160);
  /** Set by `openObject`; the view selects it. */
  wanted = $state.raw<{ sampleId: SampleId; index: number } | null>(null);
  /** Opens the dialog that deletes the targets; set by the page around the view. */
  askDelete: () => void = () => undefined;
  /** Indices on the current page of the grid, inclusive. */
  page = $state.raw({ first: 0, last: -1 });

  constructor({ type, job, store, report, now }: SessionOptions) {
    this.type = type;
    this.store = store;
    this.report = report;
    this.#now = now;
    this.autoAdvance = job.singleLabel;
    this.#turns = new GestureTurns(report);
    this.list = new SampleList(store, report);
    this.queue = new EditQueue(now);
    this.state = new JobState(job, store, {
      report,
      isWriting: () => this.queue.pending > 0,
      changedElsewhere: () => this.#readAgain(),
      listed: () => this.#opening,
    });
    this.thumbnails = new Thumbnails(thumbnailReader(store, type.dataType));
    this.pictures = new Pictures(store.picture);
  }

  get selection(): Selection {
    return this.#selection;
  }

  get done(): Done | null {
    return this.#done;
  }

  get focused(): SampleId | undefined {
    return this.list.ids[this.#selection.focus];
  }

  /** What a gesture works on: in single mode the picture, else the selection, else the sample with the focus. */
  get targets(): readonly SampleId[] {
    const focused = this.focused ? [this.focused] : [];
    if (this.isSingle || this.#selection.ids.size === 0) return focused;
    return [...this.#selection.ids];
  }

  /** A gesture on samples out of view is reading them before it shows. */
  get isPreparing(): boolean {
    return this.#turns.isWaiting;
  }

  /** When the newest gesture became durable, by anyone; null in a job nobody labeled in. */
  get savedAt(): number | null {
    return this.queue.savedAt ?? this.state.history.lastStepAt;
  }

  /** Follows the storage until `close`. */
  start(): void {
    this.state.start();
  }

  close(): void {
    this.state.close();
    this.thumbnails.close();
    this.pictures.close();
  }

  /** Lists the samples of a query, first one in focus, nothing selected. */
  open(query: ItemQuery = EVERY_ITEM): Promise<void> {
    return (this.#opening = this.#open(query));
  }

  async #open(query: ItemQuery): Promise<void> {
    try {
      await this.queue.idle();
      const afresh: Around = (replace) => {
        replace();
        this.#selection = NOTHING_SELECTED;
      };
      await this.list.open(query, afresh, this.#inPlace);
    } catch (error) {
      this.report(error);
    }
  }

  /** @param selection indices as of the present list. */
  select(selection: Selection): void {
    const before = this.list.ids;
    const focused = before[selection.focus];
    this.#selection = selection;
    if (!this.list.isHolding) return;
    this.list.hold(new Set(this.targets));
    // Samples let go from above the focus have moved it up.
    const shift = before.length - this.list.ids.length;
    for (let i = selection.focus; shift > 0 && i >= 0; i -= 1)
      if (this.list.ids[i] === focused) {
        this.#selection = { ...selection, focus: i, anchor: i };
        return;
      }
  }

  /** All means all: while only the beginning of the list is here, the rest is waited for. */
  async selectAll(): Promise<void> {
    if (!this.list.isWhole) await this.#opening;
    this.select(selectAll(this.#selection, this.list.ids));
  }

  /** What the grid shows at the moment, in place of what was selected. */
  selectPage(): void {
    const { ids } = this.list;
    const { first, last } = this.page;
    const indices = ids.slice(first, last + 1).map((_, i) => first + i);
    this.select(addTo(clear(this.#selection), ids, indices));
  }

  clearSelection(): void {
    this.select(clear(this.#selection));
  }

  /**
   * One gesture on the given samples (`targets` when left out).
   * @param change what becomes of one item; null leaves it alone.
   */
  async edit(
    gesture: Gesture,
    change: (item: LabelingItem) => Change | null,
    ids: readonly SampleId[] = this.targets,
  ): Promise<void> {
    const loaded = ids.flatMap((id) => this.list.row(id) ?? []);
    if (loaded.length < ids.length || this.isPreparing)
      return this.#turns.after(async () =>
        this.#change(gesture, change, await this.list.load(ids), ids),
      );
    try {
      this.#change(gesture, change, loaded, ids);
    } catch (error) {
      this.report(error);
    }
  }

  #change(
    gesture: Gesture,
    change: (item: LabelingItem) => Change | null,
    items: readonly LabelingItem[],
    ids: readonly SampleId[],
  ): void {
    const by = { by: this.store.user, at: this.#now(), confidence: null };
    const edits = planEdits(this.type, items, change, by);
    this.apply(gesture, edits, new Set(ids));
  }

  /** Marks the targets as hard examples, or takes the mark away. */
  markHard(isHard: boolean): Promise<void> {
    return this.edit(isHard ? "hard" : "not_hard", hardMark(isHard));
  }

  /**
   * Shows the edits and writes them as one step.
   * @param worked the samples the user meant, changed or not: the focus goes on behind them.
   */
  apply(
    gesture: Gesture,
    edits: readonly ItemEdit[],
    worked: ReadonlySet<SampleId>,
  ): void {
    // First of all: drawing keeps the page busy, and the storage need not wait for that.
    if (edits.length > 0) this.#save(gesture, edits);
    const before = this.list.ids;
    const goesOn = this.autoAdvance && finishesSample(gesture);
    if (!goesOn) this.list.hold(worked);
    this.#show(edits);
    this.#selection = goesOn
      ? advance(this.#selection, before, this.list.ids, worked)
      : this.#listed();
    if (edits.length === 0) return;
    this.#done = { gesture, count: edits.length, at: this.#now() };
    this.state.did();
  }

  #save(gesture: Gesture, edits: readonly ItemEdit[]): void {
    const { list, store, state } = this;
    const changes = edits.map(({ sampleId, after }) => {
      return { sampleId, after, item: list.row(sampleId) };
    });
    const write = () => store.apply(gesture, changes);
    void this.queue.run(write, (step) => state.wrote(step));
  }

  readonly undo = (): void => this.#revert("undo", this.store.undo);
  readonly redo = (): void => this.#revert("redo", this.store.redo);

  /** Gives up gestures that could not be saved and shows what is stored. */
  discardUnsaved(): void {
    this.queue.discard();
    this.state.refresh();
  }

  #revert(gesture: "undo" | "redo", run: LabelingStore["undo"]): void {
    const write = (): void => this.#write(gesture, run);
    if (this.isPreparing) void this.#turns.after(write);
    else write();
  }

  #write(gesture: "undo" | "redo", run: LabelingStore["undo"]): void {
    void this.queue.run(run, (step) => {
      if (step) {
        this.#show(step.edits);
        this.#done = { gesture, count: step.edits.length, at: this.#now() };
        this.#find(step.edits);
      }
      this.state.wrote(step);
    });
  }

  /** Selects what an undo or redo changed, where the list shows it. */
  #find(edits: readonly ItemEdit[]): void {
    const changed = edits.map((edit) => edit.sampleId);
    const ids = new Set(changed.filter((id) => this.list.has(id)));
    const focus = this.list.ids.findIndex((id) => ids.has(id));
    this.#selection =
      focus < 0 ? this.#listed() : { ids, focus, anchor: focus };
  }

  #show(edits: readonly ItemEdit[]): void {
    this.state.show(edits);
    if (!this.list.patch(edits)) this.state.refresh();
  }

  #listed(): Selection {
    const has = (id: SampleId): boolean => this.list.has(id);
    return keepListed(this.#selection, this.list.ids, has);
  }

  async #readAgain(): Promise<void> {
    await this.queue.idle();
    await this.list.reload(this.#inPlace);
  }

  /** The focus is an index, and gestures go on: it moves in the same moment as the list. */
  readonly #inPlace: Around = (replace) => {
    const focused = this.focused;
    replace();
    const focus = focused ? this.list.ids.indexOf(focused) : -1;
    this.#selection = this.#listed();
    if (focus >= 0) this.#selection = { ...this.#selection, focus };
  };
}
