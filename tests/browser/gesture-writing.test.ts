/** How often the storage is asked for one gesture: each trip waits for a page that is busy with drawing. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LabelId, SampleId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import { database } from "#storage/database.ts";
import { toItem, UNLABELED } from "#storage/item-rows.ts";
import { applyEdits } from "#storage/journal.ts";
import { synchronizeNewData } from "#storage/labeling-jobs.ts";
import { addSamples } from "#storage/samples.ts";
import { emptyDatabase, newDataset } from "../support/stored-data.ts";

beforeEach(emptyDatabase);
afterEach(() => void vi.restoreAllMocks());

async function items(count: number): Promise<LabelingItem[]> {
  const { dataset, job } = await newDataset({
    dataType: "text",
    type: "text_classification",
  });
  await addSamples(
    dataset.id,
    Array.from({ length: count }, (_, i) => ({
      path: `a.txt:${String(i)}`,
      hash: `text-${String(i)}` as LabelingItem["hash"],
      bytes: 1,
      mime: "text/plain",
      media: null,
      text: String(i),
    })),
  );
  await synchronizeNewData(job.id);
  return (await database.items.toArray()).map(toItem);
}

const label = (all: readonly LabelingItem[], name: string) =>
  applyEdits(
    all[0]?.jobId ?? ("" as LabelingItem["jobId"]),
    "label",
    all.map((item) => ({
      sampleId: item.sampleId,
      item,
      after: {
        ...UNLABELED,
        state: "labeled" as const,
        annotation: { classes: [{ label: name, extra: {} }] },
        labels: [name as LabelId],
      },
    })),
  );
const stored = async (): Promise<LabelingItem[]> =>
  (await database.items.toArray()).map(toItem);

it.each([1, 49, 50, 200])(
  "a gesture on %i samples as the page knows them is one transaction",
  async (count) => {
    // The first gesture of a page looks at what other pages wrote before.
    await label(await items(count), "first");
    const known = await stored();
    const asked = vi.spyOn(IDBTransaction.prototype, "objectStore");
    expect(await label(known, "second")).toMatchObject({ seq: 2 });
    const transactions = new Set<unknown>(asked.mock.contexts);
    expect([...transactions]).toMatchObject([{ mode: "readwrite" }]);
    expect((await stored()).map(({ labels }) => labels.join())).toEqual(
      Array<string>(count).fill("second"),
    );
  },
);

it("a gesture on what another page has changed meanwhile is written on top of it", async () => {
  const [item] = await items(1);
  const old = item ? [item] : [];
  await label(old, "first");
  await database.items.toCollection().modify((row) => {
    (row as { usage: string }).usage = "TRAIN";
  });
  const step = await label(old, "second");
  expect(step?.edits).toMatchObject([
    {
      before: { usage: "TRAIN", labels: ["first"] },
      sampleId: old[0]?.sampleId,
    },
  ]);
  expect(step?.seq).toBe(2);
  expect((await stored()).map(({ labels }) => labels)).toEqual([
    ["second" as unknown as SampleId],
  ]);
});

it("a hard mark that is taken away leaves its index", async () => {
  const [item] = await items(1);
  if (!item) throw new Error("no item");
  const { jobId, sampleId } = item;
  const marked = () =>
    database.items.where("[jobId+isHard]").equals([jobId, 1]).count();
  const hard = { coefficient: 1, reasons: null };
  for (const [mark, count] of [
    [hard, 1],
    [null, 0],
  ] as const) {
    const after = { ...UNLABELED, hard: mark };
    await applyEdits(jobId, "hard", [{ sampleId, after }]);
    expect(await marked()).toBe(count);
  }
});
