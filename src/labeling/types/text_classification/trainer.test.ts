import { unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import type { TrainOptions } from "#core/training.ts";
import type {
  TrainReport,
  TrainSample,
  TrainTask,
} from "#labeling/learning-contract.ts";
import { reviews } from "../../../../tests/support/review-texts.ts";
import predictor from "./predictor.ts";
import trainer from "./trainer.ts";

const OPTIONS: TrainOptions = {
  preference: "balance",
  maxMinutes: 60,
  seed: 7,
  backend: "auto",
  incrementalFrom: null,
  backbone: "",
};

const sample = (
  text: string,
  label: string,
  usage: TrainSample["usage"] = "TRAIN",
): TrainSample => ({
  id: text,
  hash: text as BlobHash,
  path: text,
  text,
  width: null,
  height: null,
  labels: [label],
  usage,
  read: () => Promise.resolve(new Blob([text])),
  decode: () => Promise.resolve(null),
});

/** Labels that the words do not tell are mixed in, so that there is something to be unsure of. */
const samples = (count: number): TrainSample[] => [
  ...reviews("good", count, 1).map((text) => sample(text, "good")),
  ...reviews("bad", count, 2).map((text) => sample(text, "bad")),
  ...reviews("good", 6, 3).map((text) => sample(`${text} !`, "bad")),
];

const task = (
  all: readonly TrainSample[],
  options: Partial<TrainOptions> = {},
  resume: Uint8Array | null = null,
): TrainTask =>
  ({
    samples: all,
    options: { ...OPTIONS, ...options },
    resume,
    incrementalFrom: null,
  }) as unknown as TrainTask;

function listening() {
  const epochs: string[] = [];
  const checkpoints: Uint8Array[] = [];
  const events: string[] = [];
  const report: TrainReport = {
    progress: () => undefined,
    epoch: ({ stage, epoch }) => void epochs.push(`${stage} ${String(epoch)}`),
    checkpoint: async (bytes) => void checkpoints.push(bytes),
    backend: () => undefined,
    event: (text) => void events.push(text),
  };
  return { report, epochs, checkpoints, events };
}

const never = (): AbortSignal => new AbortController().signal;
const train = (wanted: TrainTask, report = listening().report) =>
  trainer.train(wanted, report, never(), never());

async function ask(
  model: Awaited<ReturnType<typeof train>>["model"],
  text: string,
) {
  const loaded = await (
    predictor.load as (files: typeof model) => ReturnType<typeof predictor.load>
  )(model);
  return loaded.predict(new Blob([text]), { heatMap: true }, never());
}

describe("a text classifier", () => {
  it("learns what words mean, and shows which spoke", async () => {
    const { model, evaluation } = await train(task(samples(60)));
    expect(evaluation).toMatchObject({
      kind: "classification",
      labels: ["bad", "good"],
      measuredOn: "cross_validation",
    });
    if (evaluation.kind !== "classification") return;
    expect(evaluation.accuracy).toBeGreaterThan(0.9);
    expect(evaluation.predictions).toHaveLength(126);
    const text = "今天 the noodles: 难吃, AWFUL";
    const { result, scores, words = [] } = await ask(model, text);
    expect(result).toEqual({
      predicted_label: "bad",
      score: expect.any(Number) as number,
    });
    expect(scores.reduce((sum, [, score]) => sum + score, 0)).toBeCloseTo(1, 4);
    const shown = words.filter(({ weight }) => weight > 0.3);
    expect(shown.map(({ start, end }) => text.slice(start, end))).toContain(
      "AWFUL",
    );
    expect(Math.max(...words.map(({ weight }) => Math.abs(weight)))).toBe(1);
  });

  it("gives the same model for the same seed, and goes on from a checkpoint", async () => {
    const first = listening();
    const whole = await train(task(samples(30)), first.report);
    const again = await train(task(samples(30)));
    expect(again.model).toEqual(whole.model);
    const [checkpoint] = first.checkpoints;
    const resumed = await train(task(samples(30), {}, checkpoint ?? null));
    expect(resumed.model).toEqual(whole.model);
    // A checkpoint of other data is none.
    const other = await train(task(samples(20), {}, checkpoint ?? null));
    expect(other.model).toEqual((await train(task(samples(20)))).model);
  });

  it("stops early with the best so far, and gives up when told", async () => {
    const stop = AbortSignal.abort();
    const heard = listening();
    await trainer.train(task(samples(30)), heard.report, stop, never());
    expect(heard.epochs).toEqual(["search 1"]);
    expect(heard.events.join(" ")).toContain("Ended early");
    const late = listening();
    await train(task(samples(30), { maxMinutes: 0 }), late.report);
    expect(late.epochs).toEqual(["search 1"]);
    expect(late.events.join(" ")).toContain("Ended early");
    const all = listening();
    await train(task(samples(30)), all.report);
    expect(all.epochs).toHaveLength(2);
    const gone = AbortSignal.abort(new Error("given up"));
    const slow = samples(3000);
    await expect(
      trainer.train(task(slow), listening().report, never(), gone),
    ).rejects.toThrow("given up");
  });

  it("measures on the validation part where there is one", async () => {
    const all = [
      ...samples(60),
      ...reviews("good", 60, 20).map((text) => sample(text, "good", "EVAL")),
      ...reviews("bad", 60, 21).map((text) => sample(text, "bad", "EVAL")),
    ];
    const { evaluation } = await train(task(all));
    if (evaluation.kind !== "classification") throw new Error("wrong kind");
    expect(evaluation.measuredOn).toBe("validation");
    expect(evaluation.predictions).toHaveLength(120);
    expect(evaluation.accuracy).toBeGreaterThan(0.95);
  });

  it("tells three labels apart", async () => {
    const neutral = Array.from({ length: 30 }, (_, i) =>
      sample(`open from ${String(i)} to late, 地址在路口`, "facts"),
    );
    const { model } = await train(task([...samples(30), ...neutral]));
    const { result, scores } = await ask(model, "open late, 路口");
    expect(result["predicted_label"]).toBe("facts");
    expect(scores).toHaveLength(3);
  });

  it("answers exactly the same after a journey through a zip", async () => {
    const { model } = await train(task(samples(40)));
    const entries = Object.entries(model.files);
    const packed = zipSync(
      Object.fromEntries(entries.map(([name, bytes]) => [name, bytes])),
    );
    const back = { files: unzipSync(packed) } as typeof model;
    expect(Object.keys(back.files)).toEqual(Object.keys(model.files));
    const asked = [...reviews("good", 60, 50), "外卖！ ＧＯＯＤ 12.5 😀", ""];
    for (const text of asked)
      expect(await ask(back, text)).toEqual(await ask(model, text));
  });

  it("refuses files that do not fit together", async () => {
    const { model } = await train(task(samples(20)));
    const damaged = {
      files: { ...model.files, "hashes.bin": new Uint8Array(3) },
    };
    await expect(ask(damaged, "x")).rejects.toMatchObject({ code: "model" });
  });
});
