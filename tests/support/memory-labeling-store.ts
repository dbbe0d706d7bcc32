import { arrangeCopies, type Copies } from "#core/copies.ts";
import type { BlobHash, LabelId, LabelingJobId, SampleId } from "#core/ids.ts";
import { type ItemQuery, itemMatches } from "#core/item-query.ts";
import { type ItemEdit, invert, type JournalStep } from "#core/journal.ts";
import type { Label } from "#core/label.ts";
import type { LabelingItem, LabelingJob } from "#core/labeling-job.ts";
import type {
  ItemChange,
  AskedModel,
  LabelingStore,
  ModelAnswer,
  ModelStore,
  Revision,
  SoundStore,
} from "#labeling/labeling-store.ts";

/** A labeling store in memory, for tests of the session and of views: same promises, no database. */
export class MemoryLabelingStore implements LabelingStore {
  readonly user = "human";
  job: LabelingJob;
  labelRows: Label[] = [];
  rows = new Map<SampleId, LabelingItem>();
  steps: JournalStep[] = [];
  /** Writes wait for this; replace it to hold them back or to make them fail. */
  gate: () => Promise<void> = async () => {};
  picturesRead: BlobHash[] = [];
  pictureFor: (hash: BlobHash) => Promise<Blob> = () => blankPicture();
  #watchers = new Set<(revision: Revision) => void>();
  #undone = 0;
  #rowsVersion = 0;

  constructor(count: number, job: Partial<LabelingJob> = {}) {
    this.job = {
      id: "job" as LabelingJobId,
      datasetId: "dataset" as LabelingJob["datasetId"],
      type: "image_classification",
      name: "task",
      description: "",
      createdAt: 0,
      updatedAt: 0,
      singleLabel: true,
      ...job,
    };
    for (let i = 0; i < count; i += 1) this.put(i, {});
  }

  put(index: number, content: Partial<LabelingItem>): void {
    const sampleId = `s${String(index).padStart(6, "0")}` as SampleId;
    this.rows.set(sampleId, {
      jobId: this.job.id,
      sampleId,
      hash: `hash${index}` as BlobHash,
      name: `${index}.jpg`,
      path: `photos/${index}.jpg`,
      bytes: 10,
      createdAt: index,
      state: "unlabeled",
      annotation: null,
      labels: [],
      hard: null,
      usage: null,
      provenance: null,
      ...content,
    });
  }

  /** Somebody else adds or removes rows. */
  touchRows(): void {
    this.#rowsVersion += 1;
    this.#tell();
  }

  readonly ids = async (query: ItemQuery): Promise<SampleId[]> =>
    arrangeCopies(
      [...this.rows.values()]
        .filter((item) => itemMatches(query, item))
        .map((item) => item.sampleId),
      this.groups,
      query,
    );

  /** Texts that read the same. */
  groups: Copies = [];
  readonly copies = async (): Promise<Copies> => this.groups;

  readonly firstIds = async (
    query: ItemQuery,
    limit: number,
  ): Promise<SampleId[]> => (await this.ids(query)).slice(0, limit);

  readonly items = async (ids: readonly SampleId[]) =>
    ids.map((id) => this.rows.get(id));

  /** Of every picture, pixels. */
  pictureSize = { width: 400, height: 300 };
  readonly sizes = async (ids: readonly SampleId[]) =>
    new Map(ids.map((id) => [id, this.pictureSize]));

  readonly counts = async () => {
    const counts = { all: 0, unlabeled: 0, labeled: 0, to_be_confirmed: 0 };
    for (const item of this.rows.values()) {
      counts.all += 1;
      counts[item.state] += 1;
    }
    return counts;
  };

  readonly labelCounts = async () => {
    const counts = new Map<LabelId, number>();
    for (const item of this.rows.values())
      for (const id of item.labels) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };

  readonly watch = (changed: (revision: Revision) => void): (() => void) => {
    this.#watchers.add(changed);
    changed(this.#revision());
    return () => this.#watchers.delete(changed);
  };

  readonly apply = async (gesture: string, changes: readonly ItemChange[]) => {
    await this.gate();
    const edits = changes.flatMap(({ sampleId, after }) => {
      const before = this.rows.get(sampleId);
      return before ? [{ sampleId, before, after }] : [];
    });
    this.#undone = 0;
    return this.#append(gesture, "do", edits);
  };

  readonly undo = async () => {
    await this.gate();
    const last = this.steps
      .filter((step) => step.kind === "do")
      .at(-1 - this.#undone);
    if (!last) return null;
    this.#undone += 1;
    return this.#append(last.gesture, "undo", invert(last.edits));
  };

  readonly redo = async () => {
    await this.gate();
    if (this.#undone === 0) return null;
    const step = this.steps
      .filter((one) => one.kind === "do")
      .at(-this.#undone);
    this.#undone -= 1;
    return step ? this.#append(step.gesture, "redo", step.edits) : null;
  };

  readonly addLabel = async (name: string): Promise<Label> => {
    const known = this.labelRows.find((label) => label.name === name);
    if (known) return known;
    const order = this.labelRows.length;
    const label: Label = {
      id: `label-${name}` as LabelId,
      jobId: this.job.id,
      name,
      color: "#2f6fde",
      shortcut: String(order + 1),
      order,
    };
    this.labelRows = [...this.labelRows, label];
    this.#tell();
    return label;
  };

  readonly modifyLabel = async (id: LabelId, patch: Partial<Label>) => {
    this.labelRows = this.labelRows.map((label) =>
      label.id === id ? { ...label, ...patch } : label,
    );
    this.#tell();
  };

  readonly checkLabelName = (name: string) =>
    name.includes("/") ? "A label cannot hold /" : null;

  readonly picture = async (hash: BlobHash) => {
    this.picturesRead.push(hash);
    return this.pictureFor(hash);
  };

  readonly thumbnail = async (): Promise<Blob | null> => blankPicture();
  readonly keepThumbnail = async (): Promise<void> => {};
  /** Durations by sample, in seconds. */
  readonly seconds = new Map<SampleId, number>();
  sounds: SoundStore = {
    picture: blankPicture,
    thumbnail: blankPicture,
    playable: (hash) => this.picture(hash),
    secondsOf: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const seconds = this.seconds.get(id);
          return seconds === undefined ? [] : [[id, seconds]];
        }),
      ),
  };

  modelRows: AskedModel[] = [];
  /** What models say of files, when they are asked. */
  answers = new Map<BlobHash, ModelAnswer>();
  /** Files that models have been asked about. */
  readonly asked: BlobHash[] = [];
  models: ModelStore = {
    models: async () => this.modelRows,
    known: async (_model, files) =>
      new Map(
        files.flatMap((file) => {
          const answer = this.answers.get(file);
          return answer && this.asked.includes(file) ? [[file, answer]] : [];
        }),
      ),
    ask: async (_model, files, took, signal) => {
      for (const file of files) {
        await this.gate();
        signal.throwIfAborted();
        this.asked.push(file);
        took(file, this.answers.get(file) ?? null);
      }
    },
  };

  #append(
    gesture: string,
    kind: JournalStep["kind"],
    edits: readonly ItemEdit[],
  ): JournalStep | null {
    for (const { sampleId, after } of edits) {
      const row = this.rows.get(sampleId);
      if (row) this.rows.set(sampleId, { ...row, ...after });
    }
    const step = {
      id: `step${this.steps.length}`,
      jobId: this.job.id,
      seq: this.steps.length + 1,
      at: this.steps.length,
      by: this.user,
      gesture,
      kind,
      edits,
      undoTop: 0,
      undoNext: 0,
      redoTop: 0,
      redoNext: 0,
    } as unknown as JournalStep;
    this.steps.push(step);
    this.#tell();
    return step;
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher(this.#revision());
  }

  #revision(): Revision {
    const done = this.steps.filter((step) => step.kind === "do").length;
    return {
      job: this.job,
      labels: this.labelRows,
      history: {
        canUndo: done > this.#undone,
        canRedo: this.#undone > 0,
        lastStepAt: this.steps.at(-1)?.at ?? null,
      },
      seq: this.steps.length,
      rows: String(this.#rowsVersion),
    };
  }
}

let blank: Promise<Blob> | null = null;

function blankPicture(): Promise<Blob> {
  if (blank) return blank;
  const canvas = new OffscreenCanvas(8, 6);
  canvas.getContext("2d")?.fillRect(0, 0, 4, 6);
  blank = canvas.convertToBlob({ type: "image/png" });
  return blank;
}
