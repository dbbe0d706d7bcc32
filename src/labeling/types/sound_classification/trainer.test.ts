import { describe, expect, it } from "vitest";
import { AppError } from "#core/errors.ts";
import type { ClassificationEvaluation } from "#core/training.ts";
import type {
  PredictOutcome,
  TrainOutcome,
  TrainTask,
} from "#labeling/learning-contract.ts";
import { SOUND_VIEWS, viewLength } from "#ml/sound/sound-features.ts";
import { decodeSoundModel } from "#ml/sound/sound-model.ts";
import {
  drawnSounds,
  drawnSoundTask,
  drawnVoices,
  readDrawnSound,
} from "../../../../tests/support/drawn-sounds.ts";
import {
  memoryCache,
  patternReaders,
  Reports,
} from "../../../../tests/support/pattern-pictures.ts";
import { RECIPES } from "./learning/recipes.ts";
import predictor from "./predictor.ts";
import trainer from "./trainer.ts";

const never = new AbortController().signal;
const samples = drawnSounds(drawnVoices, 8);
const cache = memoryCache();

const train = (
  task: TrainTask = drawnSoundTask(samples, {}, { cache }),
  reports = new Reports(),
  stop = never,
  signal = never,
): ReturnType<typeof trainer.train> =>
  trainer.train(task, reports, stop, signal);

const evaluationOf = ({
  evaluation,
}: TrainOutcome): ClassificationEvaluation => {
  if (evaluation.kind === "classification") return evaluation;
  throw new Error("Not a classifier");
};

async function ask(
  model: TrainOutcome["model"],
  text: string,
): Promise<PredictOutcome> {
  const readers = { ...patternReaders, readSound: readDrawnSound };
  const loaded = await predictor.load(model, "auto", readers);
  return loaded.predict(new Blob([text]), { heatMap: false }, never);
}

describe("a sound classifier", () => {
  it("learns to tell sounds apart, and answers as the guide's services do", async () => {
    const outcome = await train();
    const { labels, measuredOn, accuracy } = evaluationOf(outcome);
    expect(labels).toEqual(["hiss", "hum", "knocks", "rising"]);
    expect(measuredOn).toBe("cross_validation");
    expect(accuracy).toBeGreaterThan(0.9);
    const { result, scores, timeline } = await ask(outcome.model, "knocks 77");
    expect(Object.keys(result)).toEqual(["predicted_label", "score"]);
    expect(result["predicted_label"]).toBe("knocks");
    expect(scores.reduce((sum, [, score]) => sum + score, 0)).toBeCloseTo(1, 3);
    expect(timeline).toBeUndefined();
  });

  it("says of a long recording what is heard when", async () => {
    const { model } = await train();
    const { timeline = [] } = await ask(model, "hum 50 6+hiss 51 6");
    expect(timeline.at(0)).toMatchObject({ from: 0, label: "hum" });
    expect(timeline.at(-1)).toMatchObject({ label: "hiss" });
    expect(timeline.at(-1)?.to).toBeCloseTo(12, 0);
    for (const { from, to } of timeline) expect(to - from).toBeCloseTo(1, 1);
  });

  it.each(["performance_first", "balance"] as const)(
    "%s: the same seed gives the same model",
    async (preference) => {
      const task = (): TrainTask =>
        drawnSoundTask(samples, { preference }, { cache });
      const [one, other] = [await train(task()), await train(task())];
      expect(one.model).toEqual(other.model);
      expect(evaluationOf(one).accuracy).toBeGreaterThan(0.9);
    },
  );

  it("goes on from a checkpoint to the same model, without trying again", async () => {
    const first = new Reports();
    const whole = await train(undefined, first);
    const resume = first.checkpoints[1] ?? null;
    const second = new Reports();
    const again = await train(
      drawnSoundTask(samples, {}, { cache, resume }),
      second,
    );
    expect(again.model).toEqual(whole.model);
    expect(second.epochs).toEqual(first.epochs);
  });

  it("keeps the best so far when it is stopped or its time is over", async () => {
    const stop = new AbortController();
    const reports = new Reports(() => stop.abort());
    const { model } = await train(undefined, reports, stop.signal);
    expect(reports.epochs).toHaveLength(1);
    expect(decodeSoundModel(model).parts).toHaveLength(1);
    const late = new Reports();
    await train(drawnSoundTask(samples, { maxMinutes: 0 }, { cache }), late);
    expect(late.epochs).toHaveLength(1);
    expect(late.events).toContain("Ended early; the best so far is kept");
  });

  it("ends in the middle of a network, and goes without it", async () => {
    const stop = new AbortController();
    const ways = RECIPES.accuracy_first.tried.length;
    const reports = new Reports(({ epoch }) => {
      if (epoch === ways - 1) setTimeout(() => stop.abort(), 200);
    });
    const { model } = await train(
      drawnSoundTask(samples, { preference: "accuracy_first" }, { cache }),
      reports,
      stop.signal,
    );
    expect(reports.epochs).toHaveLength(ways - 1);
    expect(reports.events).toContain("Ended early; the best so far is kept");
    for (const { recipe } of decodeSoundModel(model).parts)
      expect(recipe.kind).not.toBe("net");
  });

  it("gives up when it is cancelled", async () => {
    const reason = new AppError("cancelled", "No more");
    const gone = AbortSignal.abort(reason);
    await expect(
      train(drawnSoundTask(samples), new Reports(), never, gone),
    ).rejects.toThrow(reason);
  });

  it("leaves out a file that cannot be read, and says which", async () => {
    const [first, ...others] = samples;
    const broken = {
      ...first,
      id: "broken",
      path: "broken.wav",
      read: () => Promise.resolve(new Blob(["broken"])),
      hash: "broken",
    } as (typeof samples)[number];
    const reports = new Reports();
    const outcome = await train(
      drawnSoundTask(
        [broken, ...others],
        {},
        {
          readSound: async (file) => {
            if ((await file.text()) === "broken")
              throw new AppError("format", "It is no WAV file");
            return readDrawnSound(file);
          },
        },
      ),
      reports,
    );
    expect(reports.events).toContain(
      "broken.wav was left out: It is no WAV file",
    );
    expect(evaluationOf(outcome).predictions).toHaveLength(others.length);
  });

  it("leaves out what nothing can be measured in, and says which", async () => {
    const spoilt = memoryCache();
    const width = SOUND_VIEWS.reduce(
      (sum, view) => sum + viewLength(view, 40),
      0,
    );
    const key = (name: string): boolean =>
      name.startsWith(samples[0]?.hash ?? "?") && !name.endsWith(":facts");
    const reports = new Reports();
    const outcome = await train(
      drawnSoundTask(
        samples,
        {},
        {
          cache: {
            put: (entries) => spoilt.put(entries),
            get: async (keys) => {
              const [name = ""] = keys;
              return key(name)
                ? [new Float32Array(width).fill(Number.NaN)]
                : spoilt.get(keys);
            },
          },
        },
      ),
      reports,
    );
    expect(reports.events).toContain(
      `${samples[0]?.path ?? ""} was left out: nothing can be measured in it`,
    );
    const { predictions, accuracy } = evaluationOf(outcome);
    expect(predictions).toHaveLength(samples.length - 1);
    expect(accuracy).toBeGreaterThan(0.9);
  });

  it("tells how it does with groups it has not heard, where names tell groups", async () => {
    const named = drawnSounds(drawnVoices, 9, ["anna", "ben", "cleo"]);
    const { grouped } = evaluationOf(await train(drawnSoundTask(named)));
    expect(grouped?.groups.map(({ name, samples }) => [name, samples])).toEqual(
      [
        ["anna", 12],
        ["ben", 12],
        ["cleo", 12],
      ],
    );
    expect(grouped?.accuracy).toBeGreaterThan(0.8);
    expect(evaluationOf(await train()).grouped).toBeUndefined();
  });

  it("measures on the validation part where it is large enough", async () => {
    const many = drawnSounds(drawnVoices, 40).map((sample, i) => ({
      ...sample,
      usage: i % 3 === 0 ? ("TRAIN" as const) : ("EVAL" as const),
    }));
    const { measuredOn, predictions, accuracy } = evaluationOf(
      await train(drawnSoundTask(many)),
    );
    expect(measuredOn).toBe("validation");
    expect(predictions).toHaveLength(
      many.filter(({ usage }) => usage === "EVAL").length,
    );
    expect(accuracy).toBeGreaterThan(0.9);
  });

  it("goes on with what an earlier model was made of", async () => {
    const { model } = await train();
    const reports = new Reports();
    const later = await train(
      drawnSoundTask(
        [
          ...samples,
          ...drawnSounds(["hum"], 3).map((sample) => ({
            ...sample,
            id: `new ${sample.id}`,
          })),
        ],
        {},
        { cache, incrementalFrom: model },
      ),
      reports,
    );
    expect(reports.epochs).toHaveLength(decodeSoundModel(model).parts.length);
    expect(decodeSoundModel(later.model).window).toBe(
      decodeSoundModel(model).window,
    );
  });

  it("refuses a package of another kind", async () => {
    const { model } = await train();
    const files = { ...model.files };
    delete files["weights.bin"];
    expect(() => decodeSoundModel({ files })).toThrow(AppError);
  });
});
