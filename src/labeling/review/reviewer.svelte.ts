/** One person reviewing the objects of a job: what is read, listed, selected and staged. */
import { untrack } from "svelte";
import { isCancelled } from "#core/errors.ts";
import type { LabelId, ModelId, SampleId } from "#core/ids.ts";
import { openObject } from "#labeling/open-object.ts";
import { clear, keepListed, type Selection } from "#labeling/selection.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import { planReview } from "./apply-review.ts";
import { Crops } from "./crops.svelte.ts";
import {
  countLabels,
  type Judgements,
  listed,
  type Measure,
  type Order,
} from "./listed.ts";
import {
  type Fate,
  readChanged,
  type Reading,
  readObjects,
  type Reviewable,
  type ReviewedObject,
} from "./reviewed-object.ts";
import { ModelCheck } from "./model-check.svelte.ts";
import {
  NOTHING_STAGED,
  redo,
  stage,
  type Staging,
  undo,
  without,
} from "./staging.ts";

export interface ReadingProgress {
  /** Pictures. */
  readonly done: number;
  readonly total: number;
  readonly objects: number;
  /** Pictures per second. */
  readonly rate: number;
}

/** What was written, in numbers of pictures. */
export interface Outcome {
  readonly changed: number;
  /** Left alone, because they changed or went since they were read. */
  readonly skipped: number;
}

const MODEL_MEASURES = { score: true, disagreement: true };

const NOTHING: Selection<ReviewedObject> = {
  ids: new Set(),
  focus: 0,
  anchor: 0,
};

export class Reviewer {
  readonly session: LabelingSession;
  /** The labels beside a trained model's answers. */
  readonly check: ModelCheck;
  readonly #source: Reviewable;
  #crops: Crops;
  #reading = $state.raw<Reading | null>(null);
  #progress = $state.raw<ReadingProgress | null>(null);
  #staging = $state.raw<Staging>(NOTHING_STAGED);
  #label = $state.raw<LabelId | null>(null);
  #order = $state.raw<Order>({ by: "area", isDescending: false });
  #outcome = $state.raw<Outcome | null>(null);
  #opened: ReviewedObject | null = null;
  selection = $state.raw(NOTHING);
  readonly counts = $derived(countLabels(this.#reading?.objects ?? []));
  readonly hasConfidence = $derived(
    this.#reading?.objects.some(({ confidence }) => confidence !== null) ??
      false,
  );
  /** Not followed while labels are staged: what a person looks at must not jump away. */
  readonly list = $derived(
    listed(
      this.#reading?.objects ?? [],
      this.#label,
      untrack(() => this.#staging.fates),
      this.#order,
      this.judgements,
    ),
  );
  #stop = new AbortController();

  constructor(session: LabelingSession, source: Reviewable) {
    this.session = session;
    this.#source = source;
    this.#crops = new Crops(session.store, source);
    this.check = new ModelCheck(session, () => this.#reading);
  }

  get judgements(): Judgements {
    return this.check.judgements;
  }
  get crops(): Crops {
    return this.#crops;
  }
  /** Null while nothing is being read. */
  get progress(): ReadingProgress | null {
    return this.#progress;
  }
  get isRead(): boolean {
    return this.#reading !== null;
  }
  get total(): number {
    return this.#reading?.objects.length ?? 0;
  }
  get label(): LabelId | null {
    return this.#label;
  }
  get order(): Order {
    return this.#order;
  }
  /** Names what is listed and how. */
  get view(): string {
    const { by, isDescending } = this.#order;
    return `${this.#label ?? ""} ${by} ${String(isDescending)}`;
  }
  get staged(): number {
    return this.#staging.fates.size;
  }
  get canUndo(): boolean {
    return this.#staging.done.length > 0;
  }
  get canRedo(): boolean {
    return this.#staging.undone.length > 0;
  }
  get outcome(): Outcome | null {
    return this.#outcome;
  }

  /** What is to become of the object; undefined when it stays. */
  fateOf(object: ReviewedObject): Fate | undefined {
    return this.#staging.fates.get(object);
  }

  /** Reads all objects; what was staged before is given up. */
  async read(): Promise<void> {
    const { signal } = (this.#stop = new AbortController());
    const began = performance.now();
    this.#progress = { done: 0, total: 0, objects: 0, rate: 0 };
    try {
      await this.session.queue.idle();
      const reading = await readObjects(
        this.session.store,
        this.#source,
        (done, total, objects) => {
          const seconds = Math.max(1e-3, (performance.now() - began) / 1000);
          this.#progress = { done, total, objects, rate: done / seconds };
        },
        signal,
      );
      this.#crops.close();
      this.#crops = new Crops(this.session.store, this.#source);
      this.#staging = NOTHING_STAGED;
      this.selection = NOTHING;
      this.#reading = reading;
      await this.check.follow();
    } catch (error) {
      if (!isCancelled(error)) this.session.report(error);
    }
    this.#progress = null;
  }

  /** Shows the object in its picture, to be worked on there. @returns false when that is gone. */
  async open(object: ReviewedObject): Promise<boolean> {
    this.#opened = object;
    try {
      return await openObject(this.session, object);
    } catch (error) {
      this.session.report(error);
      return false;
    }
  }

  /**
   * Takes up what was done meanwhile in pictures that were worked on. What is staged stays, but for
   * objects of pictures that changed.
   */
  async takeUp(worked: ReadonlySet<SampleId>): Promise<void> {
    const before = this.#reading;
    if (!before) return;
    try {
      await this.session.queue.idle();
      const reading = await readChanged(
        this.session.store,
        this.#source,
        before,
        [...worked],
      );
      if (reading === before || this.#reading !== before) return;
      const there = new Set(reading.objects);
      const gone = new Set(before.objects.filter((one) => !there.has(one)));
      this.#staging = without(this.#staging, gone);
      this.#reading = reading;
      this.selection = this.#around(this.#opened, there);
    } catch (error) {
      this.session.report(error);
    }
  }

  /** The selection without what is gone; the focus on the same object as it is now. */
  #around(
    opened: ReviewedObject | null,
    there: ReadonlySet<ReviewedObject>,
  ): Selection<ReviewedObject> {
    const { list } = this;
    const kept = keepListed(this.selection, list, (one) => there.has(one));
    const focus = list.findIndex(
      ({ sampleId, index }) =>
        sampleId === opened?.sampleId && index === opened.index,
    );
    return focus < 0 ? kept : { ...kept, focus, anchor: focus };
  }

  close(): void {
    this.#stop.abort();
    this.check.stop();
    this.#crops.close();
  }

  filter(label: LabelId | null): void {
    this.#label = label;
    const listedNow = new Set(this.list);
    this.selection = {
      ...keepListed(this.selection, this.list, (one) => listedNow.has(one)),
      focus: 0,
      anchor: 0,
    };
  }

  /** Compares the labels with a model's answers, where it disagrees first; with null no more. */
  async compare(id: ModelId | null): Promise<void> {
    await this.check.choose(id);
    if (id !== null) this.sort({ by: "disagreement", isDescending: true });
    else if (this.#order.by in MODEL_MEASURES)
      this.sort({ by: "area", isDescending: false });
  }

  sort(order: Partial<{ by: Measure; isDescending: boolean }>): void {
    this.#order = { ...this.#order, ...order };
    this.selection = { ...this.selection, focus: 0, anchor: 0 };
  }

  /** Another label for the objects, or with null their end; waits for `apply`. */
  stage(
    fate: Fate,
    objects: Iterable<ReviewedObject> = this.selection.ids,
  ): void {
    this.#outcome = null;
    this.#staging = stage(this.#staging, objects, fate);
  }

  async stageName(name: string): Promise<void> {
    try {
      const { ids } = this.selection;
      this.stage((await this.session.store.addLabel(name)).id, ids);
    } catch (error) {
      this.session.report(error);
    }
  }

  readonly undo = (): void => {
    this.#staging = undo(this.#staging);
  };
  readonly redo = (): void => {
    this.#staging = redo(this.#staging);
  };

  /** Cancel Modifications. */
  cancel(): void {
    this.#staging = NOTHING_STAGED;
    this.selection = clear(this.selection);
  }

  /** Writes all staged modifications as one gesture, and reads what there is then. */
  async apply(): Promise<void> {
    if (!this.#reading || this.staged === 0) return;
    const plan = planReview(this.#source, this.#reading, this.#staging);
    await this.session.edit("review", plan.change, plan.ids);
    const changed = plan.changed.size;
    this.#outcome = { changed, skipped: plan.ids.length - changed };
    await this.read();
  }
}
