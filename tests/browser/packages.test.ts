/** Model packages of all kinds, and what is said of those that cannot be run. */
import { unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { packModel, importPackage } from "#workers/package.client.ts";
import { fresh } from "../support/backup-files.ts";
import { fieldsModel } from "../support/fields-model.ts";

type Files = Record<string, Uint8Array>;
const json = (value: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(value));
let files: Files;

beforeAll(async () => {
  await fresh();
  const packed = await packModel(await fieldsModel());
  files = unzipSync(new Uint8Array(await packed.arrayBuffer()));
});

const inFolder = (given: Files) =>
  Object.entries(given).map(([path, bytes]) => ({
    path,
    file: new File([Uint8Array.from(bytes)], path.split("/").at(-1) ?? ""),
  }));
const zipped = (given: Files): Blob =>
  new Blob([Uint8Array.from(zipSync(given))]);

it("a folder comes in as its zip does", async () => {
  const zip = await importPackage(zipped(files), "anything.zip");
  const folder = await importPackage(inFolder(files), "anything");
  expect(folder).toMatchObject({
    name: "fields",
    status: "Normal",
    statusReason: null,
    files: zip.files,
    bytes: zip.bytes,
  });
  const inside = Object.fromEntries(
    Object.entries(files).map(([path, one]) => [
      path.replace("fields/", ""),
      one,
    ]),
  );
  const bare = await importPackage(inFolder(inside), "my model");
  expect(bare).toMatchObject({ name: "my_model", status: "Normal" });
});

describe("what cannot be run is marked so, with the reason", () => {
  const config = (model_algorithm: string) => json({ model_algorithm });
  const cases: readonly (readonly [string, () => Files, string])[] = [
    [
      "a TF.js model of another tool",
      () => ({
        "x/model/config.json": config("image_classification"),
        "x/model/model.json": json({
          format: "layers-model",
          modelTopology: {},
          weightsManifest: [],
        }),
        "x/model/group1-shard1of1.bin": new Uint8Array(8),
      }),
      "a TF.js model of another tool",
    ],
    [
      "an ONNX model",
      () => ({
        "x/model/config.json": config("image_classification"),
        "x/model/model.onnx": new Uint8Array(8),
      }),
      "no model that Gleaner wrote",
    ],
    [
      "JSON of something else",
      () => ({
        "x/model/config.json": config("image_classification"),
        "x/model/model.json": json({ name: "npm" }),
      }),
      "Not runnable in browser: ",
    ],
    [
      "an algorithm that nobody knows",
      () => ({ ...files, "fields/model/config.json": config("mind_reading") }),
      "mind_reading cannot predict",
    ],
    [
      "a model without its weights",
      () =>
        Object.fromEntries(
          Object.entries(files).filter(([path]) =>
            /\/(config|model)\.json$/.test(path),
          ),
        ),
      "Not runnable in browser: ",
    ],
  ];
  it.each(cases)("%s", async (_name, given, reason) => {
    const model = await importPackage(zipped(given()), "x.zip");
    expect(model.status).toBe("abnormal");
    expect(model.statusReason).toContain(reason);
  });
});

it("is refused when it holds no configuration, or two models", async () => {
  const { "fields/model/config.json": _config, ...rest } = files;
  await expect(importPackage(zipped(rest), "x.zip")).rejects.toThrow(
    "must hold `model/config.json`",
  );
  const two = { ...files, "other/model/config.json": json({}) };
  await expect(importPackage(zipped(two), "x.zip")).rejects.toThrow(
    "one folder `model`, but there are 2",
  );
});
