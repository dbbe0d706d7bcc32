/** What labeling jobs drew, over the thumbnails of the dataset's samples. */
import { beforeEach, expect, it } from "vitest";
import type { LabelingJob } from "#core/labeling-job.ts";
import type { LabelId, SampleId } from "#core/ids.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { Shape } from "#core/shape.ts";
import { drawn } from "#labeling/objects/edits.ts";
import { sampleOutlines } from "#state/sample-outlines.ts";
import { writeBlob } from "#storage/blobs.ts";
import { itemIds } from "#storage/items.ts";
import { UNLABELED } from "#storage/item-rows.ts";
import { applyEdits } from "#storage/journal.ts";
import {
  createLabelingJob,
  synchronizeNewData,
} from "#storage/labeling-jobs.ts";
import { listLabels } from "#storage/labels.ts";
import { addSamples } from "#storage/samples.ts";
import { emptyDatabase, newDataset } from "../support/stored-data.ts";

beforeEach(emptyDatabase);

const box = (xMin: number): Shape => ({
  kind: "bndbox",
  xMin,
  yMin: 0,
  xMax: xMin + 50,
  yMax: 50,
});

it("are of the drawing made last, in the colour of its label", async () => {
  const { dataset, job: plain } = await newDataset();
  const { hash, bytes } = await writeBlob(new Blob(["picture"]));
  await addSamples(dataset.id, [
    {
      path: "a.jpg",
      hash,
      bytes,
      mime: "image/jpeg",
      media: {
        kind: "image",
        width: 100,
        height: 100,
        channels: 3,
        orientation: 1,
      } as never,
    },
  ]);
  const jobs: LabelingJob[] = [];
  for (const [name, color] of [
    ["first", "#112233"],
    ["second", "#445566"],
  ] as const)
    jobs.push(
      await createLabelingJob({
        datasetId: dataset.id,
        type: "object_detection",
        name,
        description: "",
        singleLabel: false,
        labels: [{ name: "cat", color }],
      }),
    );
  for (const { id } of [plain, ...jobs]) await synchronizeNewData(id);
  const [sampleId] = await itemIds(plain.id, EVERY_ITEM);
  const ids = [sampleId as SampleId];
  expect((await sampleOutlines(ids)).get(ids[0] as SampleId)).toEqual([]);

  const draw = async (index: number, at: number): Promise<void> => {
    const job = jobs[index];
    if (!job) return;
    const [label] = await listLabels(job.id);
    const object = drawn(label?.id as LabelId, box(20 * index));
    await applyEdits(job.id, "draw", [
      {
        sampleId: ids[0] as SampleId,
        after: {
          ...UNLABELED,
          state: "labeled",
          annotation: { objects: [object], extra: {} },
          labels: [object.label],
          provenance: { by: "human", at, confidence: null },
        },
      },
    ]);
  };
  const shown = async () => (await sampleOutlines(ids)).get(ids[0] as SampleId);
  await draw(1, 2000);
  expect(await shown()).toEqual([
    { d: "M20 0L70 0L70 50L20 50Z", color: "#445566" },
  ]);
  await draw(0, 1000);
  expect(await shown()).toMatchObject([{ color: "#445566" }]);
  await draw(0, 3000);
  expect(await shown()).toEqual([
    { d: "M0 0L50 0L50 50L0 50Z", color: "#112233" },
  ]);
});
