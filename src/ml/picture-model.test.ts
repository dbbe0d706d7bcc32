import { expect, test } from "vitest";
import {
  decodePictureModel,
  encodePictureModel,
  type PictureModel,
} from "./picture-model.ts";

const metrics = { f1: 0.5, recall: 0.5, precision: 0.5, accuracy: 0.5 };

const model: PictureModel = {
  backbone: "backbone-s-0.2",
  backboneName: "backbone-s",
  recipe: { sides: [64], mirror: true, colours: true, textures: true },
  labels: ["a", "b"],
  temperature: 1.5,
  members: [
    { share: 0.25, temperature: 2 },
    { share: 0.75, temperature: 0.5 },
  ],
  head: {
    classes: 2,
    features: 3,
    weights: Float32Array.of(1, 2, 3, 4, 5, 0.1),
    bias: Float32Array.of(7, 8),
  },
  kernel: {
    classes: 2,
    features: 3,
    count: 2,
    mean: Float32Array.of(0.1, 0.2, 0.3),
    scale: Float32Array.of(1, 2, 3),
    weights: Float32Array.of(0.1, 0.2, 0.3, 0.4),
    landmarks: Float32Array.of(1, 2, 3, 4, 5, 6),
  },
};

const encode = (one: PictureModel) =>
  encodePictureModel(one, "image_classification", metrics);

test("a model with all its parts comes back whole", () => {
  expect(decodePictureModel(encode(model))).toEqual(model);
});

test("parts that a model has not stay away", () => {
  const plain = { ...model, kernel: null };
  expect(decodePictureModel(encode(plain))).toEqual(plain);
});

test("numbers that were cut off are noticed", () => {
  const { files } = encode(model);
  const weights = files["weights.bin"]?.slice(0, -2) ?? new Uint8Array();
  expect(() =>
    decodePictureModel({ files: { ...files, "weights.bin": weights } }),
  ).toThrow("bytes");
});

test("numbers for other labels are noticed", () => {
  const { files } = encode({ ...model, labels: ["a", "b", "c", "d"] });
  expect(() => decodePictureModel({ files })).toThrow(
    "do not fit its 4 labels",
  );
});

test("another format is refused by name", () => {
  const { files } = encode(model);
  const text = new TextDecoder()
    .decode(files["model.json"])
    .replace(/"format": "[^"]*"/, '"format": "other"');
  const changed = { ...files, "model.json": new TextEncoder().encode(text) };
  expect(() => decodePictureModel({ files: changed })).toThrow("but is other");
});

test("a model that looked at pictures in ways there are no more is refused in words", () => {
  const { files } = encode(model);
  const text = new TextDecoder().decode(files["model.json"]);
  for (const changed of [
    text.replace('"mirror": true', '"mirror": true, "corners": true'),
    text.replace(
      '"temperature": 1.5',
      '"temperature": 1.5, "tunedSides": [64]',
    ),
  ]) {
    expect(changed).not.toBe(text);
    const json = new TextEncoder().encode(changed);
    expect(() =>
      decodePictureModel({ files: { ...files, "model.json": json } }),
    ).toThrow("train it again");
  }
});
