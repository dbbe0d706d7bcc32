/** A sound model that leaves as a zip and comes back listens alike, and says the same. */
import { expect, it } from "vitest";
import type { ModelFiles } from "#core/model.ts";
import predictor from "#labeling/types/sound_classification/predictor.ts";
import trainer from "#labeling/types/sound_classification/trainer.ts";
import { decodeSoundModel, encodeSoundModel } from "#ml/sound/sound-model.ts";
import { pictureBands, PICTURE_FRAMES } from "#ml/sound/sound-features.ts";
import { freshWeights } from "#ml/sound/sound-net.ts";
import { seededRandom } from "#core/random.ts";
import { readBlob } from "#storage/blobs.ts";
import { importPackage, packModel } from "#workers/package.client.ts";
import { fresh } from "../support/backup-files.ts";
import {
  drawnSounds,
  drawnSoundTask,
  drawnVoices,
  readDrawnSound,
} from "../support/drawn-sounds.ts";
import { patternReaders, Reports } from "../support/pattern-pictures.ts";
import { storedModel } from "../support/stored-model.ts";

const never = new AbortController().signal;

/** With parts of every kind: a trained model, and a network beside it. */
async function trained(): Promise<ModelFiles> {
  const task = drawnSoundTask(drawnSounds(drawnVoices, 8));
  const outcome = await trainer.train(task, new Reports(), never, never);
  const model = decodeSoundModel(outcome.model);
  const bands = pictureBands(model.settings.bands);
  const classes = model.labels.length;
  const random = seededRandom(1);
  const net = {
    classes,
    mean: Float32Array.from({ length: bands }, random),
    scale: Float32Array.from({ length: bands }, random),
    weights: freshWeights(PICTURE_FRAMES, bands, classes, random),
  };
  const recipe = { view: "picture", kind: "net", strength: 1 } as const;
  const parts = [
    ...model.parts.map((part) => ({ ...part, share: part.share / 2 })),
    { recipe, share: 0.5, temperature: 3, head: { net } },
  ];
  // Other settings than this version gives: the package must bring its own.
  const settings = { ...model.settings, hop: 0.012, lowest: 80 };
  const { evaluation } = outcome;
  if (evaluation.kind !== "classification") throw new Error("No classifier");
  return encodeSoundModel(
    { ...model, settings, parts },
    "sound_classification",
    evaluation,
  );
}

async function answers(model: ModelFiles): Promise<unknown> {
  const readers = { ...patternReaders, readSound: readDrawnSound };
  const loaded = await predictor.load(model, "auto", readers);
  const files = ["knocks 77", "hum 50 3+hiss 51 3"].map(
    (one) => new Blob([one]),
  );
  return Promise.all(
    files.map((file) => loaded.predict(file, { heatMap: false }, never)),
  );
}

it("says exactly the same after it was packed and imported", async () => {
  await fresh();
  const model = await trained();
  const { id } = await storedModel(model.files, {
    name: "voices",
    labelingType: "sound_classification",
    labels: drawnVoices,
  });
  const back = await importPackage(await packModel(id), "voices.zip");
  expect(back).toMatchObject({ status: "Normal", statusReason: null });
  const files = await Promise.all(
    Object.entries(back.files).map(async ([path, hash]) => {
      const file = await readBlob(hash);
      return [path, new Uint8Array(await file.arrayBuffer())] as const;
    }),
  );
  const imported = { files: Object.fromEntries(files) };
  expect(await answers(imported)).toEqual(await answers(model));
  expect(decodeSoundModel(imported).settings).toEqual({
    rate: 8000,
    bands: 40,
    frame: 0.025,
    hop: 0.012,
    lowest: 80,
    floor: 1e-10,
  });
});
