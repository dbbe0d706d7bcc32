/** Labels compared with what a trained model says. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BlobHash, ModelId } from "#core/ids.ts";
import type { LabelingType } from "#labeling/contract.ts";
import { objectsIn, reviewObjects } from "#labeling/objects/edits.ts";
import { LabelingSession } from "#labeling/session.svelte.ts";
import type { MemoryLabelingStore } from "../../../tests/support/memory-labeling-store.ts";
import { twoCatsEach } from "../../../tests/support/two-cats.ts";
import objectDetection from "../types/object_detection/type.ts";
import { wordOf } from "./judgement-word.ts";
import { Reviewer } from "./reviewer.svelte.ts";

const MODEL = "model" as ModelId;
let store: MemoryLabelingStore;
let session: LabelingSession;
let reviewer: Reviewer;

/** The model takes the small cat of the second picture for a dog, and did not find that of the third. */
function trainModel(): void {
  const labels = ["cat", "dog"];
  store.modelRows = [{ id: MODEL, name: "pets 0.0.1", labels }];
  for (let i = 0; i < 3; i += 1) {
    const [large, small] = [
      [20, 20, 80 + i, 80],
      [20, 20, 30 + i, 30],
    ] as const;
    store.answers.set(`hash${String(i)}` as BlobHash, {
      labels,
      threshold: 0.3,
      objects: [
        { label: 0, score: 0.9, box: large },
        ...(i === 2 ? [] : [{ label: i, score: 0.8, box: small }]),
      ],
    });
  }
}

beforeEach(async () => {
  store = await twoCatsEach();
  trainModel();
  session = new LabelingSession({
    type: objectDetection as unknown as LabelingType,
    job: store.job,
    store,
    report: (error) => {
      throw error;
    },
    now: Date.now,
  });
  session.start();
  reviewer = new Reviewer(session, {
    objectsOf: objectsIn,
    change: reviewObjects,
  });
});

afterEach(() => {
  reviewer.close();
  session.close();
});

/** Width of each object in the list, and the model's word. */
const said = () =>
  reviewer.list.map((object) => {
    const judgement = reviewer.judgements.get(object);
    return `${String(object.width)} ${judgement ? wordOf(judgement) : "-"}`;
  });

test("a model is asked about the pictures that miss its answer, from where it was stopped", async () => {
  await reviewer.read();
  expect(reviewer.check.models.map(({ name }) => name)).toEqual(["pets 0.0.1"]);
  await reviewer.compare(MODEL);
  expect(reviewer.check.missing).toEqual(["hash0", "hash1", "hash2"]);
  expect(said()).toHaveLength(6);
  expect(store.asked).toEqual([]);

  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  store.gate = () => ((asked += 1) === 1 ? Promise.resolve() : promise);
  const stopped = reviewer.check.ask();
  await vi.waitFor(() => expect(store.asked).toHaveLength(1));
  expect(reviewer.check.progress).toEqual({ done: 1, total: 3 });
  reviewer.check.stop();
  resolve();
  await stopped;
  expect(reviewer.check.progress).toBeNull();
  expect(reviewer.check.missing).toEqual(["hash1", "hash2"]);

  store.gate = async () => {};
  await reviewer.check.ask();
  expect(store.asked).toEqual(["hash0", "hash1", "hash2"]);
  expect(said()).toEqual([
    "11 dog 80 %",
    "12 Not found",
    "10 cat 80 %",
    "60 cat 90 %",
    "61 cat 90 %",
    "62 cat 90 %",
  ]);
  reviewer.sort({ by: "score", isDescending: false });
  expect(said().slice(0, 3)).toEqual([
    "11 dog 80 %",
    "12 Not found",
    "10 cat 80 %",
  ]);
  await reviewer.compare(null);
  expect(reviewer.order.by).toBe("area");
  expect(said()[0]).toBe("10 -");
});

test("pictures that the model cannot read are counted, and not asked about again", async () => {
  store.answers.delete("hash1" as BlobHash);
  await reviewer.read();
  await reviewer.compare(MODEL);
  await reviewer.check.ask();
  expect(reviewer.check.unreadable).toBe(1);
  expect(reviewer.check.missing).toEqual([]);
  expect(said().slice(-2)).toEqual(["11 -", "61 -"]);
});

test("a model says nothing of labels that it never learned", async () => {
  store.modelRows = [{ id: MODEL, name: "dogs 0.0.1", labels: ["dog"] }];
  await reviewer.read();
  await reviewer.compare(MODEL);
  await reviewer.check.ask();
  expect(reviewer.judgements.size).toBe(0);
});
