/** A model of an earlier accuracy_first says why it cannot run before anybody calls it. */
import { beforeEach, expect, it } from "vitest";
import { newId, type ServiceId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import { deployService } from "#services/lifecycle.ts";
import { database } from "#storage/database.ts";
import { importPackage, packModel } from "#workers/package.client.ts";
import { fieldsModel } from "../support/fields-model.ts";
import { storedModel } from "../support/stored-model.ts";

const settings = {
  name: "service",
  description: "",
  backend: "wasm",
  instances: 1,
  autoStopHours: null,
} as const;

beforeEach(async () => {
  await database.delete();
  await database.open();
});

/** A model as it was registered then: with nothing against it. */
async function registered(description: object): Promise<Model> {
  const files = {
    "config.json": { model_algorithm: "image_classification" },
    "model.json": { labels: ["a", "b"], ...description },
  };
  const blobs = Object.entries(files).map(
    ([path, json]) => [path, new Blob([JSON.stringify(json)])] as const,
  );
  return storedModel(Object.fromEntries(blobs), {
    name: "fruit",
    labelingType: "image_classification",
    labels: ["a", "b"],
  });
}

const deployed = (model: Model) =>
  deployService(newId<ServiceId>(), null, { ...settings, modelId: model.id });
const imported = async (model: Model): Promise<Model> =>
  importPackage(await packModel(model.id), "fruit.zip");

it("an outdated model is imported as abnormal, with the reason, and is not deployed", async () => {
  const model = await registered({ recipe: { corners: true } });
  await expect(deployed(model)).rejects.toThrow("train it again");
  const { status, statusReason } = await imported(model);
  expect(status).toBe("abnormal");
  expect(statusReason).toContain("train it again");
});

it("a model of now is imported as Normal and deployed", async () => {
  const modelId = await fieldsModel();
  const packed = await packModel(modelId);
  const model = await importPackage(packed, "fields.zip");
  expect(model).toMatchObject({ status: "Normal", statusReason: null });
  expect(await deployed(model)).toMatchObject({
    modelId: model.id,
    state: "Running",
  });
});
