/** Answers of models that are there without asking, from real storage. */
import { beforeEach, expect, test } from "vitest";
import type { BlobHash, JobId, ModelId, ProjectId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import type { TrainingRun } from "#core/training.ts";
import { database } from "#storage/database.ts";
import { clearCaches, putVectors } from "#storage/vectors.ts";
import { modelStore } from "./model-answers.ts";

const [judged, asked, unknown] = ["a", "b", "c"] as unknown as [
  BlobHash,
  BlobHash,
  BlobHash,
];
const labels = ["cat", "dog"];

const row = (id: string, more: Partial<Model>): Model => ({
  id: id as ModelId,
  name: "pets",
  version: "0.0.1",
  description: "",
  labelingType: "object_detection",
  labels,
  source: "Training job",
  projectId: "project" as ProjectId,
  trainingId: "run" as JobId,
  createdAt: 1,
  status: "Normal",
  statusReason: null,
  metrics: null,
  bytes: 0,
  files: {},
  ...more,
});

beforeEach(async () => {
  await Promise.all([
    database.models.clear(),
    database.trainings.clear(),
    clearCaches(),
  ]);
  await database.models.bulkAdd([
    row("old", {}),
    row("new", { version: "0.0.2", createdAt: 2 }),
    row("broken", { version: "0.0.3", status: "abnormal" }),
    row("other", { name: "flowers", labelingType: "image_classification" }),
  ]);
});

test("models of the job's type that can be used are offered, newest first", async () => {
  const models = await modelStore("object_detection").models();
  expect(models.map(({ name }) => name)).toEqual(["pets 0.0.2", "pets 0.0.1"]);
  expect(await modelStore("image_segmentation").models()).toEqual([]);
});

test("pictures that it was judged by, and those it was asked about, have answers", async () => {
  const found = [{ label: 1, score: 0.75, box: [1, 2, 3.5, 4] as const }];
  await database.trainings.add({
    id: "run" as JobId,
    evaluation: {
      kind: "detection",
      labels,
      bestThreshold: 0.3,
      pictures: [{ hash: judged, found }],
    },
  } as unknown as TrainingRun);
  await putVectors([
    {
      key: `answer-1:old:${asked}`,
      vector: Float32Array.of(0.25, 0, 0.5, 1, 2, 3, 4, 1, 0.125, 5, 6, 7, 8),
    },
  ]);
  const store = modelStore("object_detection");
  const [, old] = await store.models();
  if (!old) throw new Error("no model");
  const answers = await store.known(old, [judged, asked, unknown]);
  expect(answers).toEqual(
    new Map([
      [judged, { labels, threshold: 0.3, objects: found }],
      [
        asked,
        {
          labels,
          threshold: 0.25,
          objects: [
            { label: 0, score: 0.5, box: [1, 2, 3, 4] },
            { label: 1, score: 0.125, box: [5, 6, 7, 8] },
          ],
        },
      ],
    ]),
  );
});
