/** Training from drawn pictures to a detector that finds objects, with all that may come in between. */
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { DetectionEvaluation } from "#core/detection.ts";
import type { TrainOutcome, TrainTask } from "#labeling/learning-contract.ts";
import { stageOf } from "#labeling/stages.ts";
import { decodeDetectorModel } from "#ml/detector-model.ts";
import { evaluateDetections } from "#ml/detection-metrics.ts";
import {
  drawnSamples,
  drawnTask,
  readDrawn,
} from "../../../../tests/support/drawn-objects.ts";
import {
  patternReaders,
  Reports,
} from "../../../../tests/support/pattern-pictures.ts";
import predictor from "./predictor.ts";
import trainer from "./trainer.ts";

const never = new AbortController().signal;
const quick = { preference: "performance_first" } as const;
const samples = drawnSamples(32);
const few = samples.slice(0, 12);

async function digest(bytes: Uint8Array | undefined): Promise<string> {
  const hash = await crypto.subtle.digest(
    "SHA-256",
    new Uint8Array(bytes ?? []),
  );
  return Array.from(new Uint8Array(hash)).join();
}

/** Learns for some epochs, then asks for the best so far. */
async function trainFor(
  epochs: number,
  task: TrainTask,
): Promise<{
  readonly outcome: TrainOutcome<DetectionEvaluation>;
  readonly reports: Reports;
}> {
  const stop = new AbortController();
  const reports = new Reports(({ epoch }) => {
    if (epoch >= epochs) stop.abort();
  });
  const outcome = await trainer.train(task, reports, stop.signal, never);
  return { outcome, reports };
}

describe("a trained detector", { timeout: 240_000 }, () => {
  let made: TrainOutcome<DetectionEvaluation>;

  beforeAll(async () => {
    made = (await trainFor(24, drawnTask(samples, quick))).outcome;
  }, 240_000);

  test("finds objects in pictures it has not seen", () => {
    const { evaluation } = made;
    expect(evaluation.labels).toEqual(["circle", "square"]);
    expect(evaluation.pictures).toHaveLength(8);
    expect(evaluation.map50).toBeGreaterThan(0.6);
  });

  test("learns nothing where labels and pictures do not belong together", async () => {
    const shuffled = samples.map((sample, i) => ({
      ...sample,
      decode: samples[(i + 8) % samples.length]?.decode ?? sample.decode,
    }));
    const { outcome } = await trainFor(24, drawnTask(shuffled, quick));
    expect(outcome.evaluation.map50).toBeLessThan(0.3);
  });

  test("answers from its files as it was measured", async () => {
    const loaded = await predictor.load(made.model, "wasm", {
      ...patternReaders,
      readPicture: readDrawn,
    });
    const { labels, pictures, bestThreshold } = made.evaluation;
    const again: typeof pictures = await Promise.all(
      pictures.map(async (picture) => {
        const { detected } = await loaded.predict(
          new Blob([picture.path.replace(".png", "")]),
          { heatMap: false },
          never,
        );
        expect([detected?.width, detected?.height]).toEqual([160, 120]);
        return { ...picture, found: detected?.objects ?? [] };
      }),
    );
    const found = evaluateDetections(labels, again);
    expect(found.map50).toBeCloseTo(made.evaluation.map50, 1);
    const [first] = pictures;
    const { result, detected } = await loaded.predict(
      new Blob([first?.sampleId ?? ""]),
      { heatMap: false },
      never,
    );
    loaded.dispose();
    expect(detected?.threshold).toBe(bestThreshold);
    // Weights in half precision move boxes by less than a pixel.
    const sure = first?.found.filter(
      ({ score }) => score > bestThreshold + 0.02,
    );
    expect(sure?.length).toBeGreaterThan(0);
    sure?.forEach(({ label, box: [xMin, yMin, xMax, yMax] }, i) => {
      expect((result["detection_classes"] as string[])[i]).toBe(labels[label]);
      const shown = (result["detection_boxes"] as number[][])[i] ?? [];
      [yMin, xMin, yMax, xMax].forEach((side, d) =>
        expect(Math.abs((shown[d] ?? NaN) - side)).toBeLessThan(1),
      );
      expect((result["detection_scores"] as number[])[i]).toBeGreaterThan(
        bestThreshold,
      );
    });
  });

  test("a later one starts from it, with labels added and removed", async () => {
    const renamed = few.map((sample) => ({
      ...sample,
      decode: async () => {
        const { objects } = (await sample.decode()) as {
          objects: { label: string }[];
        };
        return {
          extra: {},
          objects: objects.map((one) => ({
            ...one,
            label: one.label === "square" ? "block" : one.label,
          })),
        };
      },
    }));
    const anew = await trainFor(1, drawnTask(renamed, quick));
    const warm = await trainFor(
      1,
      drawnTask(renamed, quick, { incrementalFrom: made.model }),
    );
    expect(warm.reports.events.join()).toContain(
      "1 of its 2 labels are still there, 1 are new",
    );
    expect(warm.reports.epochs[0]?.trainLoss).toBeLessThan(
      0.8 * (anew.reports.epochs[0]?.trainLoss ?? NaN),
    );
  });
});

describe("training", { timeout: 240_000 }, () => {
  test.each(["performance_first", "accuracy_first"] as const)(
    "%s goes on from a checkpoint to the same weights, and leaves no tensor behind",
    async (preference) => {
      const whole = await trainFor(4, drawnTask(few, { preference }));
      const before = tf.memory().numTensors;
      const resume = whole.reports.checkpoints[1] ?? null;
      const rest = await trainFor(
        4,
        drawnTask(few, { preference }, { resume }),
      );
      expect(tf.memory().numTensors).toBe(before);
      expect(rest.reports.of(stageOf.detector)).toEqual([3, 4]);
      expect(await digest(rest.reports.checkpoints.at(-1))).toBe(
        await digest(whole.reports.checkpoints.at(-1)),
      );
      expect(rest.outcome.evaluation).toEqual(whole.outcome.evaluation);
    },
  );

  test("another seed gives other weights; cancelling gives up at once", async () => {
    const a = await trainFor(1, drawnTask(few, { ...quick, seed: 1 }));
    const b = await trainFor(1, drawnTask(few, { ...quick, seed: 2 }));
    expect(await digest(a.outcome.model.files["weights.bin"])).not.toBe(
      await digest(b.outcome.model.files["weights.bin"]),
    );
    expect(decodeDetectorModel(a.outcome.model).labels).toHaveLength(2);
    const cancel = new AbortController();
    const reports = new Reports(() => cancel.abort());
    await expect(
      trainer.train(drawnTask(few, quick), reports, never, cancel.signal),
    ).rejects.toThrow(/abort/i);
    expect(reports.epochs).toHaveLength(1);
  });

  test("fewer epochs where time is short, and it says so", async () => {
    const reports = new Reports();
    const options = { ...quick, maxMinutes: 0.05 };
    const { evaluation } = await trainer.train(
      drawnTask(few, options),
      reports,
      never,
      never,
    );
    expect(reports.events.join()).toMatch(
      /fit into the maximum duration|best model so far/,
    );
    expect(evaluation.pictures.length).toBeGreaterThan(0);
  });
});
