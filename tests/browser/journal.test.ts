import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  newId,
  type LabelId,
  type LabelingJobId,
  type SampleId,
} from "#core/ids.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { JournalStep } from "#core/journal.ts";
import type { ItemContent } from "#core/labeling-job.ts";
import { seededRandom } from "#core/random.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { database } from "#storage/database.ts";
import { getItems, itemIds } from "#storage/items.ts";
import { UNLABELED } from "#storage/item-rows.ts";
import { applyEdits, history, redo, undo } from "#storage/journal.ts";
import { synchronizeNewData } from "#storage/labeling-jobs.ts";
import { addSamples } from "#storage/samples.ts";
import { emptyDatabase, newDataset } from "../support/stored-data.ts";
import { countByState } from "#storage/overview.ts";

beforeEach(emptyDatabase);

async function jobOf(count: number): Promise<LabelingJobId> {
  const { dataset, job } = await newDataset();
  const texts = Array.from({ length: count }, (_, i) => String(i));
  const stored = await writeBlobs(texts.map((text) => new Blob([text])));
  await addSamples(
    dataset.id,
    stored.map(({ hash, bytes }, i) => ({
      path: `${String(i).padStart(6, "0")}.jpg`,
      hash,
      bytes,
      mime: "image/jpeg",
      media: null,
    })),
  );
  await synchronizeNewData(job.id);
  return job.id;
}

const labeled = (label: string): ItemContent => ({
  ...UNLABELED,
  state: "labeled",
  annotation: { classes: [{ label, extra: {} }] },
  labels: [label as LabelId],
});

async function contents(jobId: LabelingJobId): Promise<unknown[]> {
  const ids = await itemIds(jobId, EVERY_ITEM);
  return (await getItems(jobId, ids)).map((item) => item?.labels.join() ?? "");
}

/** A new connection to the same data, as a reload makes. */
async function reload(): Promise<void> {
  database.close();
  await database.open();
}

async function stepsOf(jobId: LabelingJobId): Promise<JournalStep[]> {
  return database.steps.where("jobId").equals(jobId).sortBy("seq");
}

describe("the journal", () => {
  it.each([1, 2, 3])(
    "does and undoes like a plain list of states, over reloads (seed %i)",
    async (seed) => {
      const random = seededRandom(seed);
      const jobId = await jobOf(12);
      const ids = await itemIds(jobId, EVERY_ITEM);
      let present = await contents(jobId);
      const past: unknown[][] = [];
      let future: unknown[][] = [];
      for (let step = 0; step < 120; step += 1) {
        const dice = random();
        if (dice < 0.5) {
          const chosen = ids.filter(() => random() < (dice < 0.1 ? 1 : 0.3));
          const done = await applyEdits(
            jobId,
            "label",
            chosen.map((sampleId) => ({
              sampleId,
              after: labeled(`l${String(Math.floor(random() * 4))}`),
            })),
          );
          if (done) {
            past.push(present);
            future = [];
          }
        } else if (dice < 0.8) {
          const done = await undo(jobId);
          const before = past.pop();
          expect(done === null).toBe(before === undefined);
          if (before) future.push(present);
          present = before ?? present;
        } else {
          const done = await redo(jobId);
          const after = future.pop();
          expect(done === null).toBe(after === undefined);
          if (after) past.push(present);
          present = after ?? present;
        }
        if (dice < 0.5) present = await contents(jobId);
        if (step % 20 === 0) await reload();
        expect(await contents(jobId)).toEqual(present);
        expect(await history(jobId)).toMatchObject({
          canUndo: past.length > 0,
          canRedo: future.length > 0,
        });
      }
      while (await undo(jobId));
      expect(await contents(jobId)).toEqual(ids.map(() => ""));
      expect((await stepsOf(jobId)).map(({ seq }) => seq)).toEqual(
        (await stepsOf(jobId)).map((_, i) => i + 1),
      );
    },
  );

  it("undoes a gesture on 2,000 samples in one step, and does it again", async () => {
    const jobId = await jobOf(2000);
    const ids = await itemIds(jobId, EVERY_ITEM);
    await applyEdits(
      jobId,
      "label",
      ids.map((sampleId) => ({ sampleId, after: labeled("a") })),
    );
    await reload();
    expect((await undo(jobId))?.edits).toHaveLength(2000);
    expect(await countByState(jobId)).toMatchObject({
      unlabeled: 2000,
      labeled: 0,
    });
    expect((await redo(jobId))?.edits).toHaveLength(2000);
    expect(await countByState(jobId)).toMatchObject({
      unlabeled: 0,
      labeled: 2000,
    });
    expect(await stepsOf(jobId)).toHaveLength(3);
  });

  it("writes a gesture whole or not at all", async () => {
    const jobId = await jobOf(3);
    const ids = await itemIds(jobId, EVERY_ITEM);
    const circular: Record<string, unknown> = { run: () => undefined };
    const changes = ids.map((sampleId, i) => ({
      sampleId,
      after: { ...labeled("a"), annotation: i === 2 ? circular : null },
    }));
    await expect(applyEdits(jobId, "label", changes)).rejects.toThrow();
    expect(await contents(jobId)).toEqual(["", "", ""]);
    expect(await stepsOf(jobId)).toHaveLength(0);
  });

  describe("written on top of what the page knows", () => {
    // The app tells the user of each of these.
    const uncaught: unknown[] = [];
    const note = (event: PromiseRejectionEvent): void =>
      void uncaught.push(event.reason);
    beforeEach(() => {
      uncaught.length = 0;
      window.addEventListener("unhandledrejection", note);
    });
    afterEach(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      window.removeEventListener("unhandledrejection", note);
      expect(uncaught).toEqual([]);
    });

    /** What the page showed before somebody else came, and one gesture on the first sample. */
    async function known(): Promise<{
      jobId: LabelingJobId;
      ids: SampleId[];
      label: (name: string) => Promise<JournalStep | null>;
    }> {
      const jobId = await jobOf(2);
      const ids = await itemIds(jobId, EVERY_ITEM);
      const [, other] = ids;
      await applyEdits(jobId, "label", [
        { sampleId: other as SampleId, after: labeled("first") },
      ]);
      const [item] = await getItems(jobId, ids);
      const label = (name: string): Promise<JournalStep | null> =>
        applyEdits(jobId, "label", [
          { sampleId: ids[0] as SampleId, after: labeled(name), item },
        ]);
      return { jobId, ids, label };
    }

    it("is a step like any other", async () => {
      const { jobId, label } = await known();
      expect(await label("here")).toMatchObject({ seq: 2, undoNext: 1 });
      expect(await contents(jobId)).toEqual(["here", "first"]);
      while (await undo(jobId));
      expect(await contents(jobId)).toEqual(["", ""]);
    });

    it("comes behind what another page did to another sample", async () => {
      const { jobId, ids, label } = await known();
      const [last] = await stepsOf(jobId);
      await database.steps.add({
        ...(last as JournalStep),
        id: newId(),
        seq: 2,
        undoTop: 2,
        undoNext: 1,
        edits: [
          {
            sampleId: ids[1] as SampleId,
            before: labeled("first"),
            after: labeled("there"),
          },
        ],
      });
      expect(await label("here")).toMatchObject({ seq: 3, undoNext: 2 });
      expect(await contents(jobId)).toEqual(["here", "first"]);
    });

    it("undoes to what another page left, not to what was shown", async () => {
      const { jobId, ids, label } = await known();
      await database.items.update([jobId, ids[0] as string], {
        ...labeled("there"),
      });
      const step = await label("here");
      expect(step?.edits[0]?.before.labels).toEqual(["there"]);
      await undo(jobId);
      expect(await contents(jobId)).toEqual(["there", "first"]);
    });

    it("does not bring back a sample that another page deleted", async () => {
      const { jobId, ids, label } = await known();
      await database.items.delete([jobId, ids[0] as string]);
      expect(await label("here")).toBeNull();
      expect(await contents(jobId)).toEqual(["first"]);
      expect(await stepsOf(jobId)).toHaveLength(1);
    });
  });

  it("keeps what two tabs do at once in one order that fits the samples", async () => {
    const jobId = await jobOf(8);
    const ids = await itemIds(jobId, EVERY_ITEM);
    const other = new Worker(
      new URL("../support/journal-tab.worker.ts", import.meta.url),
      { type: "module" },
    );
    const ended = new Promise((resolve) => (other.onmessage = resolve));
    other.postMessage({ jobId, ids, seed: 5 });
    const random = seededRandom(6);
    for (let i = 0; i < 80; i += 1) {
      const dice = random();
      if (dice < 0.25) await undo(jobId);
      else if (dice < 0.4) await redo(jobId);
      else
        await applyEdits(
          jobId,
          "label",
          ids
            .filter(() => random() < 0.4)
            .map((sampleId) => ({
              sampleId,
              after: labeled(`here${String(i)}`),
            })),
        );
    }
    await ended;
    other.terminate();
    const steps = await stepsOf(jobId);
    expect(steps.map(({ seq }) => seq)).toEqual(steps.map((_, i) => i + 1));
    const labels = new Map<string, string>();
    const gestures = new Set<string>();
    for (const { edits, gesture } of steps) {
      gestures.add(gesture);
      for (const { sampleId, before, after } of edits) {
        expect(before.labels.join()).toBe(labels.get(sampleId) ?? "");
        labels.set(sampleId, after.labels.join());
      }
    }
    expect([...gestures].sort()).toEqual(["label", "other tab"]);
    expect(await contents(jobId)).toEqual(
      ids.map((id) => labels.get(id) ?? ""),
    );
    while (await undo(jobId));
    expect(await contents(jobId)).toEqual(ids.map(() => ""));
    expect(newId()).toHaveLength(22);
  });
});
