/** Training from pictures to a model, with all that may come in between. */
import { stageOf } from "#labeling/stages.ts";
import * as tf from "@tensorflow/tfjs-core";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { describe, expect, test } from "vitest";
import type { TrainOutcome, TrainTask } from "#labeling/learning-contract.ts";
import { decodePictureModel } from "#ml/picture-model.ts";
import {
  memoryCache,
  patternReaders,
  patternSamples,
  patternTask,
  Reports,
} from "../../../../tests/support/pattern-pictures.ts";
import predictor from "./predictor.ts";
import trainer from "./trainer.ts";

const never = new AbortController().signal;
const labels = ["checks", "rings", "stripes"];
const samples = patternSamples(labels, 5);
const quick = { preference: "performance_first" } as const;
const cache = memoryCache();

const train = (
  task: TrainTask,
  reports = new Reports(),
  stop = never,
  signal = never,
) => trainer.train(task, reports, stop, signal);

/** Millions of numbers are compared by their digest: element by element takes minutes. */
async function digest(bytes: Uint8Array | undefined): Promise<string> {
  const hash = await crypto.subtle.digest(
    "SHA-256",
    new Uint8Array(bytes ?? []),
  );
  return Array.from(new Uint8Array(hash)).join();
}

describe("training", () => {
  test("the same seed and backend give the same model", async () => {
    const run = (seed: number) =>
      train(patternTask(samples, { preference: "balance", seed }, { cache }));
    const [a, b, other] = [await run(1), await run(1), await run(2)];
    const weights = ({ model }: TrainOutcome) =>
      digest(model.files["weights.bin"]);
    expect(await weights(a)).toBe(await weights(b));
    expect(a.evaluation).toEqual(b.evaluation);
    expect(other.evaluation).not.toEqual(a.evaluation);
  });

  test("gives up at once when it is cancelled", async () => {
    const cancel = new AbortController();
    const reports = new Reports(() => cancel.abort());
    await expect(
      train(patternTask(samples, quick), reports, never, cancel.signal),
    ).rejects.toThrow(/abort/i);
    expect(reports.epochs).toHaveLength(1);
  });

  test("a stop keeps what was learned so far", async () => {
    const stop = new AbortController();
    const reports = new Reports(() => stop.abort());
    const { model, evaluation } = await train(
      patternTask(samples, quick),
      reports,
      stop.signal,
    );
    expect(reports.epochs).toHaveLength(1);
    expect(reports.events.join()).toContain("the best model so far is kept");
    expect(decodePictureModel(model).labels).toEqual(labels);
    expect(evaluation.accuracy).toBeGreaterThan(0.8);
  });

  test("goes on from the checkpoint", async () => {
    const whole = new Reports();
    const wanted = await train(patternTask(samples, quick, { cache }), whole);
    const resume = whole.checkpoints[2] ?? null;
    const rest = new Reports();
    const found = await train(
      patternTask(samples, quick, { cache, resume }),
      rest,
    );
    expect(rest.of(stageOf.head)[0]).toBe(4);
    expect(rest.epochs.at(-1)?.trainLoss).toBeCloseTo(
      whole.epochs.at(-1)?.trainLoss ?? NaN,
      3,
    );
    expect(found.evaluation.accuracy).toBeGreaterThanOrEqual(
      wanted.evaluation.accuracy,
    );
  });
});

test(
  "accuracy_first sees more, answers and shows where it looked",
  { timeout: 240_000 },
  async () => {
    const before = tf.memory().numTensors;
    const { model } = await train(
      patternTask(samples, { preference: "accuracy_first" }, { cache }),
    );
    expect(tf.memory().numTensors).toBe(before);
    const loaded = await predictor.load(model, "wasm", patternReaders);
    const picture = new Blob(["rings 77"]);
    const { result, heatMap } = await loaded.predict(
      picture,
      { heatMap: true },
      never,
    );
    loaded.dispose();
    expect(result["predicted_label"]).toBe("rings");
    expect(heatMap?.values).toHaveLength(12 * 12);
  },
);

describe("incremental training", () => {
  const knew = patternSamples(["checks", "rings"], 5);

  test("the same labels again are known from the first epoch", async () => {
    const before = await train(patternTask(knew, quick, { cache }));
    const [anew, warm] = [new Reports(), new Reports()];
    await train(patternTask(knew, quick, { cache }), anew);
    await train(
      patternTask(knew, quick, { cache, incrementalFrom: before.model }),
      warm,
    );
    expect(warm.epochs[0]?.trainLoss).toBeLessThan(
      anew.epochs[0]?.trainLoss ?? NaN,
    );
  });

  test("a later model starts from the weights of the labels that are still there", async () => {
    const before = await train(patternTask(samples, quick, { cache }));
    const after = [...knew, ...patternSamples(["dots"], 5)];
    const losses: number[] = [];
    const said: string[] = [];
    for (const incrementalFrom of [null, before.model]) {
      const reports = new Reports();
      await train(
        patternTask(after, quick, { cache, incrementalFrom }),
        reports,
      );
      losses.push(reports.epochs[0]?.trainLoss ?? NaN);
      said.push(reports.events.join());
    }
    expect(said[1]).toContain("2 of its 3 labels are still there, 1 are new");
    expect(losses[1]).not.toBeCloseTo(losses[0] ?? NaN, 3);
  });

  test("a model on other features is left alone, with a word", async () => {
    const { model } = await train(patternTask(knew, quick));
    const text = new TextDecoder()
      .decode(model.files["model.json"])
      .replace("backbone-s-", "backbone-x-");
    const other = {
      files: { ...model.files, "model.json": new TextEncoder().encode(text) },
    };
    const reports = new Reports();
    await train(patternTask(knew, quick, { incrementalFrom: other }), reports);
    expect(reports.events.join()).toContain("training starts anew");
  });
});

test("a model from before there were textures answers as ever", async () => {
  const { model } = await train(patternTask(samples, quick, { cache }));
  const text = new TextDecoder().decode(model.files["model.json"]);
  const earlier = text.replace(/,\s*"textures": false/, "");
  expect(earlier).not.toBe(text);
  const ask = async (json: string) => {
    const bytes = new TextEncoder().encode(json);
    const files = { ...model.files, "model.json": bytes };
    const loaded = await predictor.load({ files }, "wasm", patternReaders);
    const picture = new Blob(["rings 77"]);
    const { scores } = await loaded.predict(picture, { heatMap: false }, never);
    loaded.dispose();
    return scores;
  };
  expect(await ask(earlier)).toEqual(await ask(text));
});

test(
  "a lost GPU in the middle: the next backend goes on from the checkpoint",
  { timeout: 240_000 },
  async ({ skip }) => {
    if (!("gpu" in navigator) || !(await navigator.gpu.requestAdapter()))
      skip("no WebGPU in this browser");
    const reports = new Reports(({ epoch }) => {
      if (epoch !== 2 || reports.backends.length > 1) return undefined;
      const { device } = tf.backend() as WebGPUBackend;
      device.destroy();
      return device.lost;
    });
    const { evaluation } = await train(
      patternTask(samples, { ...quick, backend: "webgpu" }),
      reports,
    );
    expect(reports.backends).toEqual(["webgpu", "wasm"]);
    expect(reports.events.join()).toContain("the GPU was lost");
    // No epoch was learned twice.
    const epochs = reports.of(stageOf.head);
    expect(epochs).toEqual(epochs.map((_, i) => i + 1));
    expect(evaluation.accuracy).toBeGreaterThan(0.8);
  },
);
