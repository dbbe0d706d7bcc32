import { expect, test } from "vitest";
import { encodeCheckpoint } from "#ml/checkpoint.ts";
import { seededRandom } from "#core/random.ts";
import { stageOf } from "#labeling/stages.ts";
import {
  patternTask,
  Reports,
} from "../../../../tests/support/pattern-pictures.ts";
import { fitHead } from "./fit-head.ts";

const random = seededRandom(1);
const labels = Array.from({ length: 40 }, (_, i) => i % 2);
const rows = labels.map((label) =>
  Float32Array.from({ length: 6 }, () => random() + label * 0.3),
);

/** Fits on from a checkpoint, or from nothing. @returns what was reported. */
async function fitted(features: string, resume: Uint8Array | null) {
  const reports = new Reports();
  await fitHead(
    {
      train: { rows, labels, classes: 2 },
      validation: null,
      l2: 0.1,
      labels: ["a", "b"],
      features,
      start: null,
    },
    patternTask([], {}, { resume }),
    reports,
    () => false,
    new AbortController().signal,
  );
  return reports;
}

test("a checkpoint on the same features is gone on from, without a word", async () => {
  const { checkpoints } = await fitted("eyes|64", null);
  const rest = await fitted("eyes|64", checkpoints[0] ?? null);
  expect(rest.of(stageOf.head)[0]).toBe(2);
  expect(rest.events.join()).not.toContain("starts anew");
});

test("a checkpoint on other features of as many numbers is left alone, with a word", async () => {
  const { checkpoints } = await fitted("eyes|64", null);
  const anew = await fitted("eyes|128", checkpoints[0] ?? null);
  expect(anew.of(stageOf.head)[0]).toBe(1);
  expect(anew.events.join()).toContain("starts anew");
});

test("a checkpoint of a stage there is no more is left alone, with a word", async () => {
  const anew = await fitted("eyes|64", encodeCheckpoint("fine_tune", {}, []));
  expect(anew.of(stageOf.head)[0]).toBe(1);
  expect(anew.events.join()).toContain("starts anew");
});

test("a fresh start says nothing of checkpoints", async () => {
  const { events } = await fitted("eyes|64", null);
  expect(events.join()).not.toContain("starts anew");
});
