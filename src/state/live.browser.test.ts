import { beforeEach, expect, it, vi } from "vitest";
import type { LabelingJob } from "#core/labeling-job.ts";
import { createDataset } from "#storage/datasets.ts";
import { database } from "#storage/database.ts";
import { createLabelingJob } from "#storage/labeling-jobs.ts";
import { addLabels, listLabels } from "#storage/labels.ts";
import { setSetting } from "#storage/settings.ts";
import { CHANGES_NOTED, follow } from "./live.svelte.ts";
import { listDatasets, listLabelingJobs } from "#storage/overview.ts";

beforeEach(async () => {
  await Promise.all(database.tables.map((table) => table.clear()));
});

async function labelNames(): Promise<string[]> {
  const found: string[] = [];
  for (const dataset of await listDatasets())
    for (const job of await listLabelingJobs(dataset.id))
      for (const label of await listLabels(job.id)) found.push(label.name);
  return found;
}

async function createJob(): Promise<LabelingJob> {
  const dataset = await createDataset({
    name: "trip",
    description: "",
    dataType: "image",
  });
  return createLabelingJob({
    datasetId: dataset.id,
    type: "image_classification",
    name: "task",
    description: "",
    singleLabel: true,
    labels: [],
  });
}

it("sees changes of what was read behind several awaits, though the query itself is no async function", async () => {
  const job = await createJob();
  const seen: string[][] = [];
  const stop = follow(
    () => labelNames(),
    (names) => seen.push(names),
  );
  await vi.waitFor(() => expect(seen).toEqual([[]]));
  await addLabels(job.id, [{ name: "cat" }]);
  await vi.waitFor(() => expect(seen.at(-1)).toEqual(["cat"]));
  stop();
});

const changeSettings = (count: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: count }, (_, i) => setSetting(`key ${String(i)}`, i)),
  );

it("forgets what changed elsewhere by asking anew, and misses nothing", async () => {
  const job = await createJob();
  let asked = 0;
  const seen: string[][] = [];
  const stop = follow(
    () => {
      asked += 1;
      return labelNames();
    },
    (names) => seen.push(names),
  );
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  await changeSettings(CHANGES_NOTED - 1);
  expect(asked).toBe(1);
  await changeSettings(1);
  await vi.waitFor(() => expect(seen).toHaveLength(2));
  expect(asked).toBe(2);
  await addLabels(job.id, [{ name: "cat" }]);
  await vi.waitFor(() => expect(seen.at(-1)).toEqual(["cat"]));
  const { length } = seen;
  stop();
  await changeSettings(CHANGES_NOTED);
  expect(seen).toHaveLength(length);
});
