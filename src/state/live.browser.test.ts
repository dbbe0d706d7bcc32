import { beforeEach, expect, it, vi } from "vitest";
import { createDataset, listDatasets } from "#storage/datasets.ts";
import { database } from "#storage/database.ts";
import { createLabelingJob, listLabelingJobs } from "#storage/labeling-jobs.ts";
import { addLabels, listLabels } from "#storage/labels.ts";
import { follow } from "./live.svelte.ts";

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

it("sees changes of what was read behind several awaits, though the query itself is no async function", async () => {
  const dataset = await createDataset({
    name: "trip",
    description: "",
    dataType: "image",
  });
  const job = await createLabelingJob({
    datasetId: dataset.id,
    type: "image_classification",
    name: "task",
    description: "",
    singleLabel: true,
    labels: [],
  });
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
