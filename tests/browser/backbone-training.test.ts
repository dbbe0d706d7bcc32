/** From files to predictions: a backbone is added, trained with, deployed and missed, all in real workers. */
import { layers, sequential } from "@tensorflow/tfjs-layers";
import { beforeEach, describe, expect, it } from "vitest";
import type { AddedBackbone } from "#core/backbone.ts";
import { newId, type JobId, type ModelId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import type { Project } from "#core/project.ts";
import { figureOf, type TrainingRun } from "#core/training.ts";
import { DEFAULT_TRAIN_OPTIONS } from "#exeml/projects.ts";
import { registerModel } from "#exeml/register-model.ts";
import { startBackend } from "#ml/backend.ts";
import { deleteBackbone } from "#storage/backbones.ts";
import { cache, database } from "#storage/database.ts";
import { deleteModel } from "#storage/models.ts";
import { addModel, inspectModel } from "#workers/backbone.client.ts";
import { importPackage, packModel } from "#workers/package.client.ts";
import { PredictPool } from "#workers/predict.client.ts";
import { trainOn } from "#workers/train.client.ts";
import { colourPicture, colourVersion } from "../support/colour-version.ts";
import { colourOnnx } from "../support/onnx-writer.ts";
import { layersFiles } from "../support/tfjs-writer.ts";

const COLOURS = { ripe: [200, 40, 40], raw: [60, 160, 60] } as const;
const never = (): AbortSignal => new AbortController().signal;

const choice = {
  name: "Colours",
  source: "colours",
  licence: "mine",
  normalization: "unit",
} as const;

const onnxFile = {
  path: "colours.onnx",
  // Red and green only: brightness of blue is not seen.
  blob: new Blob([
    colourOnnx(
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      [0, 0],
      { side: 16, pools: false },
    ),
  ]),
};

/** Trains on the colours and registers the model, as the phases of a project do. */
async function trained(
  backbone: string,
  event: (text: string) => void = () => undefined,
): Promise<Model> {
  const version = await colourVersion(COLOURS, 12);
  const options = {
    ...DEFAULT_TRAIN_OPTIONS,
    preference: "performance_first" as const,
    backend: "wasm" as const,
    backbone,
  };
  const { evaluation, files } = await trainOn(
    { versionId: version.id, options, incrementalFrom: null, resume: null },
    {
      progress: () => undefined,
      epoch: () => undefined,
      checkpoint: () => undefined,
      backend: () => undefined,
      event,
    },
    never(),
    never(),
  );
  expect(figureOf(evaluation).value).toBe(1);
  const project = { id: "p", name: "fruit", type: version.labelingType };
  const run = { id: newId<JobId>(), options, evaluation, modelFiles: files };
  return registerModel(
    project as unknown as Project,
    run as unknown as TrainingRun,
    newId<ModelId>(),
  );
}

async function labelOf(
  model: Model,
  colour: readonly [number, number, number],
): Promise<{ label: unknown; heat: readonly number[] | null }> {
  const pool = new PredictPool({
    modelId: model.id,
    backend: "wasm",
    instances: 1,
  });
  try {
    const { result, heatMap } = await pool.predict(
      await colourPicture(colour, 99),
      { heatMap: true },
      never(),
    );
    return {
      label: result["predicted_label"],
      heat: heatMap && [heatMap.width, heatMap.height],
    };
  } finally {
    pool.dispose();
  }
}

beforeEach(async () => {
  await Promise.all(
    [...database.tables, cache.vectors].map((table) => table.clear()),
  );
});

describe("a backbone from an .onnx file", () => {
  async function added(): Promise<AddedBackbone> {
    const found = await inspectModel([onnxFile]);
    expect(found).toMatchObject({ format: "onnx", side: 16, output: "maps" });
    return addModel([onnxFile], { ...choice, output: found.output });
  }

  it("has an id that its content decides", async () => {
    const row = await added();
    expect(row).toMatchObject({ name: "Colours", side: 16, length: 2 });
    expect(row.id).toBe(`onnx-${row.hash}`);
    expect(row.hash).toMatch(/^[0-9a-f]{64}$/);
    const other = await addModel([onnxFile], {
      ...choice,
      output: "maps",
      normalization: "byte",
    });
    expect(other.id).not.toBe(row.id);
    expect((await added()).createdAt).toBe(row.createdAt);
  });

  it("is trained with, predicts with heat maps, and cannot be deleted meanwhile", async () => {
    const { id, hash } = await added();
    const model = await trained(id);
    expect(model.backbone).toEqual({ id, hash, name: "Colours" });
    expect(await labelOf(model, COLOURS.ripe)).toEqual({
      label: "ripe",
      heat: [16, 16],
    });
    expect((await labelOf(model, COLOURS.raw)).label).toBe("raw");
    const vectors = (await cache.vectors.toArray())
      .filter(({ key }) => key.startsWith(id))
      .map(({ vector }) => new Float32Array(vector));
    expect(vectors).toHaveLength(24);
    // The extractor's own numbers come first: mean red and green, in 0..1.
    for (const [red = 0, green = 0] of vectors) {
      const { ripe, raw } = COLOURS;
      const [meanRed, meanGreen] = red > 0.5 ? ripe : raw;
      expect(red).toBeCloseTo(meanRed / 255, 1);
      expect(green).toBeCloseTo(meanGreen / 255, 1);
    }
    await expect(deleteBackbone(id)).rejects.toThrow(
      "Colours is needed by model-fruit 0.0.1",
    );
  });

  it("is missed in plain words by a model that comes without it, and found again", async () => {
    const { id, hash } = await added();
    const model = await trained(id);
    const archive = new File([await packModel(model.id)], "fruit.zip");
    await deleteModel(model.id);
    await deleteBackbone(id);

    const brought = await importPackage(archive, "fruit.zip");
    expect(brought.backbone).toEqual({ id, hash, name: "Colours" });
    await expect(labelOf(brought, COLOURS.ripe)).rejects.toThrow(
      "The backbone Colours is not on this device: add it under Settings, Backbones",
    );
    await added();
    expect((await labelOf(brought, COLOURS.ripe)).label).toBe("ripe");
  });

  it("that is gone stops training at once", async () => {
    const events: string[] = [];
    await expect(
      trained(`onnx-${"0".repeat(64)}`, (text) => void events.push(text)),
    ).rejects.toThrow("The backbone you chose is not on this device");
    expect(events).toEqual([]);
  });
});

describe("a backbone from files of TF.js", () => {
  it("is trained with and predicts", async () => {
    await startBackend("cpu");
    const net = sequential({
      layers: [
        layers.conv2d({
          inputShape: [16, 16, 3],
          filters: 4,
          kernelSize: 3,
          activation: "relu",
        }),
        layers.globalAveragePooling2d({ name: "mean" }),
      ],
    });
    const files = Object.entries(await layersFiles(net)).map(
      ([path, bytes]) => ({ path, blob: new Blob([bytes]) }),
    );
    net.dispose();
    const { output, format } = await inspectModel(files);
    const row = await addModel(files, { ...choice, output });
    expect(row.id).toBe(`${format}-${row.hash}`);
    expect(row.length).toBe(4);
    const model = await trained(row.id);
    expect((await labelOf(model, COLOURS.raw)).label).toBe("raw");
    expect((await labelOf(model, COLOURS.ripe)).label).toBe("ripe");
  });
});
