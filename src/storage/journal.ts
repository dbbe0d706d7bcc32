/** Every labeling gesture, appended in the same transaction as the rows it changes. */
import Dexie from "dexie";
import type { Sample } from "#core/dataset.ts";
import {
  newId,
  type LabelingJobId,
  type SampleId,
  type StepId,
} from "#core/ids.ts";
import { invert, type ItemEdit, type JournalStep } from "#core/journal.ts";
import type { ItemContent } from "#core/labeling-job.ts";
import { database, type LabelingItemRow } from "./database.ts";
import { guarded } from "./errors.ts";
import { contentOf, newRow, toRow } from "./item-rows.ts";

export interface ItemChange {
  readonly sampleId: SampleId;
  readonly after: ItemContent;
}

type Tops = Pick<JournalStep, "undoTop" | "undoNext" | "redoTop" | "redoNext">;

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
  const rows = await database.items.bulkGet(
    wanted.map(({ sampleId }): [string, string] => [jobId, sampleId]),
  );
  return new Map(rows.flatMap((row) => (row ? [[row.sampleId, row]] : [])));
}

async function write(
  jobId: LabelingJobId,
  last: JournalStep | undefined,
  step: Pick<JournalStep, "gesture" | "kind" | "edits" | "by"> & Tops,
  known?: ReadonlyMap<SampleId, LabelingItemRow>,
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
  return inTransaction(async () => {
    const wanted = arrived.map(({ id }) => ({ sampleId: id }));
    const [rows, last] = await Promise.all([
      rowsOf(jobId, [...changes, ...wanted]),
      lastStep(jobId),
    ]);
    const arriving = addNew(jobId, arrived, rows);
    const edits: ItemEdit[] = [];
    for (const { sampleId, after } of changes) {
      const row = rows.get(sampleId);
      if (!row) continue;
      const before = contentOf(row);
      if (!same(before, after)) edits.push({ sampleId, before, after });
    }
    const edited = new Set(edits.map(({ sampleId }) => sampleId));
    const bare = arriving.filter(({ sampleId }) => !edited.has(sampleId));
    if (bare.length > 0) await database.items.bulkAdd(bare);
    if (edits.length === 0) return null;
    const seq = (last?.seq ?? 0) + 1;
    const step = {
      gesture,
      kind: "do" as const,
      by,
      edits,
      undoTop: seq,
      undoNext: last?.undoTop ?? 0,
      redoTop: 0,
      redoNext: 0,
    };
    return write(jobId, last, step, rows);
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

/** Newest first. */
export async function listSteps(
  jobId: LabelingJobId,
  limit: number,
): Promise<JournalStep[]> {
  return guarded(() =>
    database.steps
      .where("[jobId+seq]")
      .between([jobId, Dexie.minKey], [jobId, Dexie.maxKey])
      .reverse()
      .limit(limit)
      .toArray(),
  );
}
