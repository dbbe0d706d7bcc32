/** Models made here, read by the code that reads the user's, checked against numbers worked out by hand. */
import * as tf from "@tensorflow/tfjs-core";
import { layers, sequential } from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, it } from "vitest";
import type { Normalization } from "#core/backbone.ts";
import {
  inspectBackbone,
  openBackbone,
  type BackboneFiles,
} from "#ml/backbone-catalogue.ts";
import type { Backbone, Pixels } from "#ml/backbone.ts";
import { startBackend } from "#ml/backend.ts";
import { colourOnnx, UINT8, writeOnnx } from "../support/onnx-writer.ts";
import { colourGraphFiles, layersFiles } from "../support/tfjs-writer.ts";

const SIDE = 8;
/** Left half red = 255, right half red = 51; green 102; blue 0. */
const picture: Pixels = {
  side: SIDE,
  rgba: Uint8ClampedArray.from({ length: SIDE * SIDE * 4 }, (_, i) => {
    const isLeft = Math.floor(i / 4) % SIDE < SIDE / 2;
    return [isLeft ? 255 : 51, 102, 0, 255][i % 4] ?? 0;
  }),
};
const plain = { mirror: false, textures: false };
const mirrored = { mirror: true, textures: false };
const WEIGHTS = [
  [1, 0, 0],
  [0.5, 2, -1],
] as const;

const open = (
  files: BackboneFiles,
  output: string,
  normalization: Normalization = "unit",
): Promise<Backbone> =>
  openBackbone("onnx-test", "test", (_id, name) =>
    Promise.resolve({ name, facts: { normalization, output }, files }),
  );

const rounded = (values: Iterable<number>): number[] =>
  [...values].map((value) => Number(value.toFixed(4)));

beforeAll(async () => {
  await startBackend("cpu");
});

describe("an ONNX extractor", () => {
  // Mean red in 0..1 is (1 + 0.2) / 2 = 0.6, green 0.4, blue 0.
  const files = { "model.onnx": colourOnnx(WEIGHTS, [0, 10]) };

  it("is recognized with its side, layout and output", async () => {
    const found = await inspectBackbone(files, "onnx");
    expect(found).toMatchObject({
      side: SIDE,
      layout: "nchw",
      output: "features",
      outputs: [{ name: "features", dims: [null, 2] }],
    });
  });

  it("gives one vector per picture, alone or in a batch", async () => {
    const backbone = await open(files, "features");
    expect(backbone.length).toBe(2);
    const row = [0.6, 0.3 + 0.8 + 10];
    expect(rounded(await backbone.features([picture], plain))).toEqual(row);
    const many = Array.from({ length: 11 }, () => picture);
    expect(rounded(await backbone.features(many, plain))).toEqual(
      many.flatMap(() => row),
    );
    expect(await backbone.featureMap(picture)).toBeNull();
    backbone.dispose();
  });

  it.each([
    ["byte", 153],
    ["unit", 0.6],
    ["symmetric", 0.2],
    ["imagenet", (0.6 - 0.485) / 0.229],
  ] as const)("is given pixels as %s", async (normalization, red) => {
    const backbone = await open(files, "features", normalization);
    const [value = NaN] = await backbone.features([picture], plain);
    expect(value).toBeCloseTo(red, 3);
    backbone.dispose();
  });

  it("is pooled by us where it gives maps, and tells places apart", async () => {
    const maps = {
      "model.onnx": colourOnnx(WEIGHTS, [0, 10], { pools: false }),
    };
    const backbone = await open(maps, "maps");
    expect(rounded(await backbone.features([picture], plain))).toEqual([
      0.6, 11.1,
    ]);
    const map = await backbone.featureMap(picture);
    expect(map).toMatchObject({ height: SIDE, width: SIDE, channels: 2 });
    expect(rounded(map?.values.subarray(0, 2) ?? [])).toEqual([1, 11.3]);
    expect(rounded(map?.values.subarray(14, 16) ?? [])).toEqual([0.2, 10.9]);
    backbone.dispose();
  });

  it("takes one picture at a time where its batch is fixed", async () => {
    const single = { "model.onnx": colourOnnx(WEIGHTS, [0, 0], { batch: 1 }) };
    const backbone = await open(single, "features");
    expect(rounded(await backbone.features([picture, picture], plain))).toEqual(
      [0.6, 1.1, 0.6, 1.1],
    );
    backbone.dispose();
  });

  it("averages a picture with its mirror image when asked", async () => {
    // The left column alone: weight 1 at the first place of an 8 x 8 kernel, 0 elsewhere.
    const corner = Array.from({ length: 3 * 64 }, (_, i) => (i === 0 ? 1 : 0));
    const model = writeOnnx({
      nodes: [
        {
          op: "Conv",
          inputs: ["picture", "w"],
          output: "corner",
          attributes: { kernel_shape: [SIDE, SIDE] },
        },
      ],
      weights: { w: { dims: [1, 3, SIDE, SIDE], values: corner } },
      inputs: { picture: { dims: ["n", 3, SIDE, SIDE] } },
      outputs: { corner: { dims: ["n", 1, 1, 1] } },
    });
    const backbone = await open({ "model.onnx": model }, "corner");
    expect(rounded(await backbone.features([picture], plain))).toEqual([1]);
    expect(rounded(await backbone.features([picture], mirrored))).toEqual([
      0.6,
    ]);
    backbone.dispose();
  });
});

describe("a TF.js layers model", () => {
  async function classifier(): Promise<BackboneFiles> {
    const model = sequential({
      layers: [
        layers.conv2d({
          inputShape: [SIDE, SIDE, 3],
          filters: 2,
          kernelSize: 1,
          name: "colours",
          weights: [
            tf.tensor4d([1, 0.5, 0, 2, 0, -1], [1, 1, 3, 2]),
            tf.tensor1d([0, 10]),
          ],
        }),
        layers.globalAveragePooling2d({ name: "mean" }),
        layers.dense({ units: 3, activation: "softmax", name: "classes" }),
      ],
    });
    const files = await layersFiles(model);
    model.dispose();
    return files;
  }

  it("is cut below its classifier", async () => {
    const files = await classifier();
    const found = await inspectBackbone(files, "layers");
    expect(found).toMatchObject({ side: SIDE, layout: "nhwc", output: "mean" });
    expect(found.outputs.map(({ name }) => name)).toEqual([
      "colours",
      "mean",
      "classes",
    ]);
  });

  it("gives vectors from any of its layers, and frees what it used", async () => {
    const files = await classifier();
    const before = tf.memory().numTensors;
    const mean = await open(files, "mean");
    expect(rounded(await mean.features([picture, picture], mirrored))).toEqual([
      0.6, 11.1, 0.6, 11.1,
    ]);
    mean.dispose();
    const maps = await open(files, "colours");
    expect(rounded(await maps.features([picture], plain))).toEqual([0.6, 11.1]);
    expect(await maps.featureMap(picture)).toMatchObject({ width: SIDE });
    maps.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it("is refused when a weight file is missing", async () => {
    const { "weights.bin": _gone, ...files } = await classifier();
    await expect(inspectBackbone(files, "layers")).rejects.toThrow(
      "The weight file weights.bin, which `model.json` names, is missing",
    );
  });
});

describe("a TF.js graph model", () => {
  it("gives the numbers of its graph", async () => {
    const files = colourGraphFiles(WEIGHTS, SIDE);
    const found = await inspectBackbone(files, "graph");
    expect(found).toMatchObject({ side: SIDE, output: "features" });
    const backbone = await open(files, found.output);
    expect(rounded(await backbone.features([picture], plain))).toEqual([
      0.6, 1.1,
    ]);
    backbone.dispose();
  });

  it("is refused for an operator nobody knows", async () => {
    const files = colourGraphFiles(WEIGHTS, SIDE, "Conv2DOfTomorrow");
    const use = open(files, "features");
    await expect(use).rejects.toThrow(/Conv2DOfTomorrow/);
  });
});

describe("what is no extractor is refused, with the rule and the value", () => {
  const inputs = { picture: { dims: ["n", 3, 8, 8] } } as const;
  const relu = [{ op: "Relu", inputs: ["picture"], output: "out" }];
  const onnx = (model: Partial<Parameters<typeof writeOnnx>[0]>) =>
    writeOnnx({
      nodes: relu,
      weights: {},
      inputs,
      outputs: { out: { dims: ["n", 3, 8, 8] } },
      ...model,
    });

  it.each<[string, Uint8Array<ArrayBuffer>, RegExp]>([
    [
      "a dynamic size",
      colourOnnx(WEIGHTS, [0, 0], { side: "s" }),
      /Height and width of the input must be fixed, but are dynamic: \[\?, 3, \?, \?\]/,
    ],
    [
      "bytes as input",
      onnx({
        inputs: { picture: { dims: ["n", 3, 8, 8], type: UINT8 } },
        nodes: [{ op: "Identity", inputs: ["picture"], output: "out" }],
        outputs: { out: { dims: ["n", 3, 8, 8], type: UINT8 } },
      }),
      /type float32, but is uint8/,
    ],
    [
      "no picture",
      onnx({
        inputs: { picture: { dims: ["n", 12] } },
        outputs: { out: { dims: ["n", 12] } },
      }),
      /must have 4 dimensions .*, but has 2: \[\?, 12\]/,
    ],
    [
      "one channel",
      onnx({
        inputs: { picture: { dims: ["n", 1, 8, 8] } },
        outputs: { out: { dims: ["n", 1, 8, 8] } },
      }),
      /must have 3 channels, last or second, but has the shape \[\?, 1, 8, 8\]/,
    ],
    [
      "an output of whole numbers",
      onnx({
        weights: { axis: { dims: [1], values: [0] } },
        nodes: [{ op: "Shape", inputs: ["picture"], output: "out" }],
        outputs: { out: { dims: [4], type: 7 } },
      }),
      /An output must be float32 with 2 dimensions .*, but there is out int64 \[4\]/,
    ],
    [
      "an unknown operator",
      onnx({ nodes: [{ op: "Guess", inputs: ["picture"], output: "out" }] }),
      /ONNX Runtime cannot read the model: .*Guess/,
    ],
    [
      "no model",
      new TextEncoder().encode("hello"),
      /ONNX Runtime cannot read the model/,
    ],
  ])("%s", async (_what, model, message) => {
    await expect(
      inspectBackbone({ "model.onnx": model }, "onnx"),
    ).rejects.toThrow(message);
  });

  it("features that never differ", async () => {
    const files = {
      "model.onnx": colourOnnx([[0, 0, 0]], [1]),
    };
    await expect(open(files, "features")).rejects.toThrow(
      "Features must differ between pictures, but the same came out for each",
    );
  });
});
