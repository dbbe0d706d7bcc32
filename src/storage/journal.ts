/** Every labeling gesture, appended in the same transaction as the rows it changes. */
import Dexie from "dexie";
import type { Sample } from "#core/dataset.ts";
import { AppError } from "#core/errors.ts";
import {
  newId,
  type LabelingJobId,
  type SampleId,
  type StepId,
} from "#core/ids.ts";
import { invert, type ItemEdit, type JournalStep } from "#core/journal.ts";
import type { ItemContent, LabelingItem } from "#core/labeling-job.ts";
import { database, type LabelingItemRow } from "./database.ts";
import { guarded } from "./errors.ts";
import { contentOf, newRow, toItem, toRow } from "./item-rows.ts";
import { rowsBetween } from "./rows-at.ts";

export interface ItemChange {
  readonly sampleId: SampleId;
  readonly after: ItemContent;
  /** The item as the caller last saw it: where it still is so, the gesture is written sooner. */
  readonly item?: LabelingItem | undefined;
}

type Tops = Pick<JournalStep, "undoTop" | "undoNext" | "redoTop" | "redoNext">;
type Last = Pick<JournalStep, "id" | "seq" | "undoTop">;
type Rows = ReadonlyMap<SampleId, LabelingItemRow>;

/** The last step of each job that this page wrote; another page may have gone on since. */
const written = new Map<LabelingJobId, Last>();

function lastStep(jobId: LabelingJobId): PromiseLike<JournalStep | undefined> {
  return database.steps
    .where("[jobId+seq]")
    .between([jobId, Dexie.minKey], [jobId, Dexie.maxKey])
    .last();
}

const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

async function rowsOf(
  jobId: LabelingJobId,
  wanted: readonly { readonly sampleId: SampleId }[],
): Promise<Map<SampleId, LabelingItemRow>> {
  const ids = new Set(wanted.map(({ sampleId }) => sampleId));
  const keys = [...ids].map((id): [string, string] => [jobId, id]);
  const near = rowsBetween(database.items, "[jobId+sampleId]", keys);
  const rows = (near && (await near)) ?? (await database.items.bulkGet(keys));
  return new Map(rows.flatMap((row) => (row ? [[row.sampleId, row]] : [])));
}

async function write(
  jobId: LabelingJobId,
  last: Last | undefined,
  step: Pick<JournalStep, "gesture" | "kind" | "edits" | "by"> & Tops,
  known?: Rows,
): Promise<JournalStep> {
  const rows = known ?? (await rowsOf(jobId, step.edits));
  const stored: JournalStep = {
    ...step,
    id: newId<StepId>(),
    jobId,
    seq: (last?.seq ?? 0) + 1,
    at: Date.now(),
  };
  // Both in flight at once: a gesture waits for one round trip, not for two.
  await Promise.all([
    database.items.bulkPut(
      step.edits.flatMap(({ sampleId, after }) => {
        const row = rows.get(sampleId);
        return row ? [toRow({ ...row, ...after })] : [];
      }),
    ),
    database.steps.add(stored),
  ]);
  const { id, seq, undoTop } = stored;
  written.set(jobId, { id, seq, undoTop });
  return stored;
}

/** Adds an unlabeled row for each sample that has none. @returns the new ones. */
function addNew(
  jobId: LabelingJobId,
  arrived: readonly Sample[],
  rows: Map<SampleId, LabelingItemRow>,
): LabelingItemRow[] {
  return arrived.flatMap((sample) => {
    if (rows.has(sample.id)) return [];
    const row = newRow(jobId, sample);
    rows.set(sample.id, row);
    return [row];
  });
}

const inTransaction = <T>(work: () => Promise<T>): Promise<T> =>
  guarded(() =>
    database.transaction("rw", database.items, database.steps, work),
  );

/** @returns the step, or null when nothing differs from the rows. */
async function writeGesture(
  jobId: LabelingJobId,
  { gesture, by }: Pick<JournalStep, "gesture" | "by">,
  changes: readonly ItemChange[],
  rows: Rows,
  last: Last | undefined,
): Promise<JournalStep | null> {
  const edits = changes.flatMap(({ sampleId, after }): ItemEdit[] => {
    const row = rows.get(sampleId);
    const before = row && contentOf(row);
    return before && !same(before, after) ? [{ sampleId, before, after }] : [];
  });
  if (edits.length === 0) return null;
  const step = {
    gesture,
    kind: "do" as const,
    by,
    edits,
    undoTop: (last?.seq ?? 0) + 1,
    undoNext: last?.undoTop ?? 0,
    redoTop: 0,
    redoNext: 0,
  };
  return write(jobId, last, step, rows);
}

/**
 * Writes on top of what the page knows, and reads beside it whether that still is so: one trip to
 * the storage and back through a busy page, not two.
 * @returns null, and nothing is written, when it is not known or not so any more.
 */
async function writeAhead(
  jobId: LabelingJobId,
  made: Pick<JournalStep, "gesture" | "by">,
  changes: readonly ItemChange[],
): Promise<JournalStep | null> {
  const last = written.get(jobId);
  const items = changes.flatMap(({ item }) => item ?? []);
  if (!last || items.length < changes.length) return null;
  const rows = new Map(items.map((item) => [item.sampleId, toRow(item)]));
  const check = async (): Promise<void> => {
    const [found, newest] = await Promise.all([
      rowsOf(jobId, changes),
      lastStep(jobId),
    ]);
    const isSo = items.every((item) => {
      const row = found.get(item.sampleId);
      return row !== undefined && same(toItem(row), item);
    });
    if (newest?.id !== last.id || !isSo)
      throw new AppError("storage", "Another page was faster");
  };
  try {
    return await inTransaction(async () => {
      // The questions go first: they are answered before the writing.
      const [, step] = await Promise.all([
        check(),
        writeGesture(jobId, made, changes, rows, last),
      ]);
      return step;
    });
  } catch {
    // Whatever was in the way: the transaction is undone, and reading first tells or mends it.
    return null;
  }
}

/**
 * One gesture: the new contents of some items, durable when the promise resolves.
 * @param arrived samples that get an item with it, unless they have one.
 * @returns the step, or null when nothing differed.
 */
export async function applyEdits(
  jobId: LabelingJobId,
  gesture: string,
  changes: readonly ItemChange[],
  by = "human",
  arrived: readonly Sample[] = [],
): Promise<JournalStep | null> {
  const made = { gesture, by };
  const ahead =
    arrived.length === 0 ? await writeAhead(jobId, made, changes) : null;
  if (ahead) return ahead;
  return inTransaction(async () => {
    const wanted = arrived.map(({ id }) => ({ sampleId: id }));
    const [rows, last] = await Promise.all([
      rowsOf(jobId, [...changes, ...wanted]),
      lastStep(jobId),
    ]);
    const arriving = addNew(jobId, arrived, rows);
    const step = await writeGesture(jobId, made, changes, rows, last);
    const edited = new Set(step?.edits.map(({ sampleId }) => sampleId));
    const bare = arriving.filter(({ sampleId }) => !edited.has(sampleId));
    if (bare.length > 0) await database.items.bulkAdd(bare);
    return step;
  });
}

/** Reverts the newest gesture that is not undone; null when there is none. */
export async function undo(jobId: LabelingJobId): Promise<JournalStep | null> {
  return inTransaction(async () => {
    const last = await lastStep(jobId);
    const target = last && (await database.steps.get([jobId, last.undoTop]));
    if (!last || !target) return null;
    return write(jobId, last, {
      gesture: target.gesture,
      kind: "undo",
      by: "human",
      edits: invert(target.edits),
      undoTop: target.undoNext,
      undoNext: 0,
      redoTop: last.seq + 1,
      redoNext: last.redoTop,
    });
  });
}

/** Does the newest undone gesture again; null when there is none. */
export async function redo(jobId: LabelingJobId): Promise<JournalStep | null> {
  return inTransaction(async () => {
    const last = await lastStep(jobId);
    const target = last && (await database.steps.get([jobId, last.redoTop]));
    if (!last || !target) return null;
    return write(jobId, last, {
      gesture: target.gesture,
      kind: "redo",
      by: "human",
      edits: invert(target.edits),
      undoTop: last.seq + 1,
      undoNext: last.undoTop,
      redoTop: target.redoNext,
      redoNext: 0,
    });
  });
}

/**
 * Ends both stacks: what came before cannot be undone any more, since it refers to labels that
 * are gone. Call it inside a transaction that includes `items` and `steps`.
 */
export async function addBarrier(
  jobId: LabelingJobId,
  gesture: string,
  edits: readonly ItemEdit[],
): Promise<void> {
  const last = await lastStep(jobId);
  await write(jobId, last, {
    gesture,
    kind: "do",
    by: "human",
    edits,
    undoTop: 0,
    undoNext: 0,
    redoTop: 0,
    redoNext: 0,
  });
}

export interface History {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Milliseconds since 1970; null in a job nobody labeled in. */
  readonly lastStepAt: number | null;
  /** Number of the newest step; 0 before the first. */
  readonly seq: number;
}

export async function history(jobId: LabelingJobId): Promise<History> {
  const last = await guarded(() => lastStep(jobId));
  return {
    canUndo: (last?.undoTop ?? 0) > 0,
    canRedo: (last?.redoTop ?? 0) > 0,
    lastStepAt: last?.at ?? null,
    seq: last?.seq ?? 0,
  };
}
