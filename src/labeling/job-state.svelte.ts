import type { LabelId } from "#core/ids.ts";
import type { ItemEdit, JournalStep } from "#core/journal.ts";
import type { Label } from "#core/label.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import type {
  History,
  ItemCounts,
  LabelingStore,
  Revision,
} from "./labeling-store.ts";
import { countLabels, countStates } from "./tally.ts";

/** A burst of foreign changes (an import) is read again at most this often. */
const REFRESH_MS = 400;

/** So long after the last gesture, figures that gestures made uncertain are read again. */
const CALM_MS = 1000;

const NO_COUNTS = { all: 0, unlabeled: 0, labeled: 0, to_be_confirmed: 0 };
const NO_HISTORY = { canUndo: false, canRedo: false, lastStepAt: null };

/**
 * The job's labels, counts and history, kept true without counting 100,000 rows at every gesture:
 * own edits are added up here; what others do (another tab, an import) is noticed by a gap in the
 * journal's numbers or by changed rows, and only then the storage is asked.
 */
export class JobState {
  readonly #store: LabelingStore;
  readonly #report: (error: unknown) => void;
  readonly #isWriting: () => boolean;
  readonly #changedElsewhere: () => Promise<void>;
  readonly #listed: () => Promise<void>;
  #job = $state.raw() as LabelingJob;
  #labels = $state.raw<readonly Label[]>([]);
  #labelsById = $derived(
    new Map(this.#labels.map((label) => [label.id, label])),
  );
  #counts = $state.raw<ItemCounts>(NO_COUNTS);
  #isCounted = $state(false);
  #labelCounts = $state.raw<ReadonlyMap<LabelId, number>>(new Map());
  #history = $state.raw<History>(NO_HISTORY);
  #labelsText = "";
  #seq = -1;
  #rows = "";
  #latest: Revision | null = null;
  #edits = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #recounting: ReturnType<typeof setTimeout> | undefined;
  #unwatch: (() => void) | null = null;

  /**
   * @param isWriting own gestures are under way: a newer journal number may be ours.
   * @param changedElsewhere the list must be read again.
   * @param listed resolves when the list in view is there.
   */
  constructor(
    job: LabelingJob,
    store: LabelingStore,
    on: {
      readonly report: (error: unknown) => void;
      readonly isWriting: () => boolean;
      readonly changedElsewhere: () => Promise<void>;
      readonly listed: () => Promise<void>;
    },
  ) {
    this.#job = job;
    this.#store = store;
    this.#report = on.report;
    this.#isWriting = on.isWriting;
    this.#changedElsewhere = on.changedElsewhere;
    this.#listed = on.listed;
  }

  get job(): LabelingJob {
    return this.#job;
  }
  get labels(): readonly Label[] {
    return this.#labels;
  }
  labelOf(id: LabelId): Label | undefined {
    return this.#labelsById.get(id);
  }
  get counts(): ItemCounts {
    return this.#counts;
  }
  /** False until the counts were read for the first time. */
  get isCounted(): boolean {
    return this.#isCounted;
  }
  get labelCounts(): ReadonlyMap<LabelId, number> {
    return this.#labelCounts;
  }
  get history(): History {
    return this.#history;
  }

  start(): void {
    this.#unwatch ??= this.#store.watch(this.#follow);
    // Whoever started this is about to open the list.
    setTimeout(() => {
      if (this.#unwatch) void this.#recount();
    });
  }

  close(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    clearTimeout(this.#timer);
    clearTimeout(this.#recounting);
  }

  /** Adds up edits that are on the screen, durable or about to be. */
  show(edits: readonly Pick<ItemEdit, "before" | "after">[]): void {
    this.#edits += 1;
    if (this.#recounting !== undefined) this.#recountWhenCalm();
    this.#counts = countStates(this.#counts, edits);
    this.#labelCounts = countLabels(this.#labelCounts, edits);
  }

  /** A gesture was made; the buttons need not wait for the storage. */
  did(): void {
    this.#history = { ...this.#history, canUndo: true, canRedo: false };
  }

  /** An own write became durable. */
  wrote(step: JournalStep | null): void {
    if (step) {
      if (this.#seq >= 0 && step.seq > this.#seq + 1) this.refresh();
      this.#seq = Math.max(this.#seq, step.seq);
    }
    const latest = this.#latest;
    this.#latest = null;
    if (latest) this.#compare(latest);
  }

  /** Reads list and counts again, soon. */
  refresh(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changedElsewhere()
        .then(() => this.#recount())
        .catch(this.#report);
    }, REFRESH_MS);
  }

  readonly #follow = (revision: Revision): void => {
    this.#job = revision.job;
    this.#takeLabels(revision.labels);
    if (this.#seq < 0) {
      this.#seq = revision.seq;
      this.#rows = revision.rows;
      this.#history = revision.history;
    }
    if (this.#isWriting()) this.#latest = revision;
    else this.#compare(revision);
  };

  /** Labels come with every gesture, nearly always the same; other ones draw the whole page anew. */
  #takeLabels(labels: readonly Label[]): void {
    const text = JSON.stringify(labels);
    if (text !== this.#labelsText) this.#labels = labels;
    this.#labelsText = text;
  }

  #compare(revision: Revision): void {
    if (revision.seq >= this.#seq) this.#history = revision.history;
    if (revision.seq > this.#seq || revision.rows !== this.#rows)
      this.refresh();
    this.#seq = Math.max(this.#seq, revision.seq);
    this.#rows = revision.rows;
  }

  async #recount(): Promise<void> {
    try {
      // The storage answers one question after the other, and the list is what people wait for.
      await this.#listed();
      const edits = this.#edits;
      const isAhead = this.#isWriting();
      this.#counts = await this.#store.counts();
      await this.#listed();
      this.#labelCounts = await this.#store.labelCounts();
      this.#isCounted = true;
      // Gestures made meanwhile may or may not be in these figures.
      if (isAhead || edits !== this.#edits || this.#isWriting())
        this.#recountWhenCalm();
    } catch (error) {
      this.#report(error);
    }
  }

  /** Counting keeps the storage busy: of many samples, not between one gesture and the next. */
  #recountWhenCalm(): void {
    clearTimeout(this.#recounting);
    this.#recounting = setTimeout(() => {
      this.#recounting = undefined;
      void this.#recount();
    }, CALM_MS);
  }
}
