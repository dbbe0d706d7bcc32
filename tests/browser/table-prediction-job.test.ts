/** A file of rows as a job: its result waits to be saved. */
import { beforeAll, expect, it } from "vitest";
import { newId, type ServiceId } from "#core/ids.ts";
import {
  startTablePrediction,
  type TablePredictionResult,
} from "#jobs/predict-table.ts";
import { cancelJob, jobEnded } from "#jobs/runner.ts";
import { deployService, stopService } from "#services/lifecycle.ts";
import { readDownload } from "#storage/downloads.ts";
import { requireJob } from "#storage/jobs.ts";
import { countStaged } from "#storage/staging.ts";
import { fresh } from "../support/backup-files.ts";
import { fieldsModel } from "../support/fields-model.ts";

let serviceId: ServiceId;
beforeAll(async () => {
  await fresh();
  serviceId = newId<ServiceId>();
  await deployService(serviceId, null, {
    name: "fields",
    description: "",
    modelId: await fieldsModel(),
    backend: "cpu",
    instances: 1,
    autoStopHours: 1,
  });
});

const started = (text: string) =>
  startTablePrediction(
    { serviceId, hasHeader: true },
    "new.csv",
    new Blob([text]),
  );

it("keeps the answered file, with formulas made harmless, and lets go of the given one", async () => {
  const given = "rain,soil\n9,=1+1\n1,sand\n";
  const id = await started(given);
  const job = await jobEnded(id);
  expect(job.error).toBeNull();
  expect(job).toMatchObject({ done: given.length, unit: "bytes" });
  expect(job.result as TablePredictionResult).toEqual({
    fileName: "new-predicted.csv",
    rows: 2,
    ignored: 0,
    lacking: [],
  });
  const text = (await (await readDownload(id))?.text()) ?? "";
  expect(text).toContain('9,"\t=1+1",');
  expect(await countStaged(id)).toBe(0);
});

it("is cancelled without a trace of its files", async () => {
  const lines = Array.from({ length: 300_000 }, (_, i) => String(i % 10));
  const id = await started(`rain\n${lines.join("\n")}\n`);
  await expect
    .poll(async () => (await requireJob(id)).done, { timeout: 20_000 })
    .toBeGreaterThan(0);
  await cancelJob(id);
  expect((await jobEnded(id)).state).toBe("cancelled");
  expect(await countStaged(id)).toBe(0);
  expect(await readDownload(id)).toBeNull();
});

it("tells that the service is stopped, and can be tried again", async () => {
  await stopService(serviceId);
  const id = await started("rain\n9\n");
  const job = await jobEnded(id);
  expect(job.state).toBe("failed");
  expect(job.error?.message).toBe("The service is Stopped: start it first");
  expect((await requireJob(id)).title).toBe("new.csv");
  expect(await countStaged(id)).toBe(1);
});
