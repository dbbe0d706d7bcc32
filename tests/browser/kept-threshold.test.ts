/** A threshold that is kept with a model decides what its running service tells, and files predicted by it. */
import { beforeAll, expect, it } from "vitest";
import { newId, type ModelId, type ServiceId } from "#core/ids.ts";
import type { LabelThreshold } from "#core/model.ts";
import type { Service } from "#core/service.ts";
import { sampleTable } from "#labeling/types/table/learning/sample-table.ts";
import { predictWith } from "#services/host.ts";
import { keepThreshold } from "#services/keep-threshold.ts";
import { deployService } from "#services/lifecycle.ts";
import { database } from "#storage/database.ts";
import { getModel } from "#storage/models.ts";
import { getService } from "#storage/services.ts";
import { PredictPool } from "#workers/predict.client.ts";
import { fresh } from "../support/backup-files.ts";
import { learned } from "../support/learned-table.ts";
import { storedModel } from "../support/stored-model.ts";

const never = new AbortController().signal;
let modelId: ModelId;
let service: ServiceId;

beforeAll(async () => {
  await fresh();
  const { model } = await learned(sampleTable(300, "discrete"), 2);
  const about = {
    name: "buyers",
    labelingType: "table",
    labels: ["no", "yes"],
  };
  modelId = (await storedModel(model.files, about)).id;
  service = newId<ServiceId>();
  await deployService(service, null, {
    name: "buyers",
    description: "",
    modelId,
    backend: "cpu",
    instances: 1,
    autoStopHours: 1,
  });
});

const running = async (): Promise<Service> =>
  (await getService(service)) as Service;

async function asked(): Promise<unknown> {
  const row = { data: { req_data: [{ age: 30, city: "Rome" }] } };
  const file = new Blob([JSON.stringify(row)]);
  const options = { heatMap: false };
  return (await predictWith(await running(), file, options, never)).result[
    "data"
  ];
}

async function fileLine(): Promise<string | undefined> {
  const file = new Blob(["age,city\n30,Rome\n"]);
  const nothing = (): void => undefined;
  const pool = new PredictPool(await running());
  const done = await pool.predictTable(
    { path: "new.csv", file, hasHeader: true },
    nothing,
    never,
  );
  return (await done.file.text()).split("\r\n")[1];
}

it("changes the answers of a running service, and back", async () => {
  const plain = await asked();
  expect(plain).toMatchObject({ resp_data: [{ predict: "no" }] });
  expect(plain).not.toHaveProperty("threshold");
  const threshold: LabelThreshold = { label: "yes", share: 0.00001 };
  await keepThreshold(modelId, threshold);
  expect(await asked()).toMatchObject({
    resp_data: [{ predict: "yes" }],
    threshold,
  });
  const [, , told, share] = ((await fileLine()) ?? "").split(",");
  expect(told).toBe("yes");
  expect(Number(share)).toBeLessThan(0.5);
  const hash = (await getModel(modelId))?.files["threshold.json"] ?? "";
  expect((await database.blobs.get(hash as never))?.refs).toBe(1);
  expect((await running()).events.at(-1)?.text).toBe(
    "yes is told from a probability of 0.00001 on.",
  );

  await keepThreshold(modelId, null);
  expect(await asked()).toEqual(plain);
  expect((await getModel(modelId))?.files).not.toHaveProperty("threshold.json");
  expect((await database.blobs.get(hash as never))?.refs ?? 0).toBe(0);
});
