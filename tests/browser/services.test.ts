/** A service's life on a real model: deploy, stop, start, restart, modify, auto stop, failures, deletion. */
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { newId, type ModelId, type ServiceId } from "#core/ids.ts";
import type { Service, ServiceSettings } from "#core/service.ts";
import { hostServices, predictWith } from "#services/host.ts";
import {
  createService,
  deployService,
  removeService,
  restartService,
  resumeDeploying,
  startService,
  stopExpired,
  stopService,
} from "#services/lifecycle.ts";
import { modifyService } from "#services/modify.ts";
import type { CallNote, Offer } from "#services/protocol.ts";
import { listCalls } from "#storage/calls.ts";
import { database } from "#storage/database.ts";
import { getService } from "#storage/services.ts";
import { listTraces } from "#storage/traces.ts";
import { fresh } from "../support/backup-files.ts";
import { fieldsModel } from "../support/fields-model.ts";

const HOUR_MS = 3_600_000;
const never = new AbortController().signal;
let modelId: ModelId;
let settings: ServiceSettings;

beforeAll(async () => {
  await fresh();
  modelId = await fieldsModel();
  hostServices();
});
beforeEach(async () => {
  await Promise.all(
    [database.services, database.calls, database.traces].map((table) =>
      table.clear(),
    ),
  );
  settings = {
    name: "fields",
    description: "",
    modelId,
    backend: "cpu",
    instances: 1,
    autoStopHours: 1,
  };
});
afterEach(() => void vi.useRealTimers());

const row = async (id: ServiceId): Promise<Service> =>
  (await getService(id)) as Service;
const texts = async (id: ServiceId): Promise<string[]> =>
  (await row(id)).events.map(({ text }) => text);
const rows = (json: unknown): Blob =>
  new Blob([JSON.stringify({ data: { req_data: json } })]);
const ask = async (id: ServiceId, file = rows([{ rain: 9 }])) =>
  predictWith(await row(id), file, { heatMap: false }, never);

async function deployed(patch: Partial<ServiceSettings> = {}) {
  const id = newId<ServiceId>();
  await deployService(id, null, { ...settings, ...patch });
  return id;
}

/** A model whose files are no model. */
async function broken(): Promise<ModelId> {
  const model = await database.models.get(modelId);
  const id = newId<ModelId>();
  if (model)
    await database.models.add({
      ...model,
      id,
      version: id,
      files: { "config.json": model.files["config.json"] ?? ("" as never) },
    });
  return id;
}

it("is Deploying until its model is loaded, then Running, and stops by itself after an hour", async () => {
  const id = newId<ServiceId>();
  await createService(id, null, settings);
  expect((await row(id)).state).toBe("Deploying");
  await resumeDeploying();
  const { state, stopsAt } = await row(id);
  expect(state).toBe("Running");
  expect(stopsAt).toBeGreaterThan(Date.now() + HOUR_MS - 10_000);
  expect(await texts(id)).toEqual([
    "The service starts to deploy.",
    "Service fields started.",
    "Auto stop has been enabled. The service will stop after 3600 s.",
  ]);
  expect((await ask(id)).result).toEqual({
    data: { resp_data: [{ predict: expect.any(Number) as number }] },
  });
});

it("is Abnormal when its model cannot be loaded, and an event says why", async () => {
  const id = await deployed({ modelId: await broken() });
  const { state, error, stopsAt, events } = await row(id);
  expect([state, stopsAt]).toEqual(["Abnormal", null]);
  expect(error).toBeTruthy();
  expect(events.at(-1)).toMatchObject({
    type: "Abnormal",
    text: `Failed to start service fields. Error: ${error ?? ""}`,
  });
  await modifyService(id, settings);
  await startService(id);
  expect((await row(id)).state).toBe("Running");
});

it("stops, starts and restarts, each told by an event and a trace", async () => {
  const id = await deployed();
  await stopService(id);
  expect(await row(id)).toMatchObject({ state: "Stopped", stopsAt: null });
  await stopService(id);
  await startService(id);
  await startService(id);
  expect((await row(id)).state).toBe("Running");
  await restartService(id);
  expect((await row(id)).state).toBe("Running");
  const told = await texts(id);
  expect(told.filter((text) => text.endsWith("been stopped."))).toHaveLength(2);
  expect(
    told.filter((text) => text === "Service fields started."),
  ).toHaveLength(3);
  const traces = await listTraces({ name: "startOrStopService" });
  expect(traces.map(({ detail }) => detail)).toEqual([
    { to: "start" },
    { to: "stop" },
    { to: "start" },
    { to: "stop" },
  ]);
});

it("stops when its time is over, also while no page was open, and not before", async () => {
  const [hour, day, always] = [
    await deployed(),
    await deployed({ autoStopHours: 24 }),
    await deployed({ autoStopHours: null }),
  ];
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + HOUR_MS - 60_000 });
  const left = await stopExpired(Date.now());
  expect(left).toBeGreaterThan(50_000);
  expect((await row(hour)).state).toBe("Running");
  vi.setSystemTime(Date.now() + 2 * 60_000);
  await stopExpired(Date.now());
  const states = await Promise.all([hour, day, always].map(row));
  expect(states.map(({ state }) => state)).toEqual([
    "Stopped",
    "Running",
    "Running",
  ]);
  expect((await texts(hour)).at(-1)).toBe(
    "The service stops when the auto stop time expires.",
  );
});

it("raises the alarm when its model fails, answers on, and ends it with an answer; a caller's mistake raises none", async () => {
  const id = await deployed();
  await expect(ask(id, rows([{ sole: "sand" }]))).rejects.toThrow();
  expect((await row(id)).state).toBe("Running");
  // The page's own worker is let go, and the next cannot read the model's files.
  await stopService(id);
  await database.services.update(id, { state: "Running" });
  const files = (await database.models.get(modelId))?.files;
  await database.models.update(modelId, { files: {} });
  await expect(ask(id)).rejects.toThrow();
  expect(await row(id)).toMatchObject({
    state: "Alarm",
    error: expect.any(String) as string,
  });
  if (files) await database.models.update(modelId, { files });
  await ask(id);
  expect(await row(id)).toMatchObject({ state: "Running", error: null });
  const statuses = (await listCalls(id, 0)).map(({ status }) => status);
  expect(statuses).toEqual([400, 500, 200]);
});

it("is modified while it answers; a model that cannot be loaded changes nothing", async () => {
  const id = await deployed();
  const wrong = { ...settings, modelId: await broken() };
  await expect(modifyService(id, wrong)).rejects.toThrow();
  expect(await row(id)).toMatchObject({ modelId, state: "Running" });
  expect((await texts(id)).at(-1)).toContain("has been rolled back.");
  await modifyService(id, {
    ...settings,
    instances: 2,
    autoStopHours: null,
    description: "of fields",
    trafficLimit: 3,
  });
  expect(await row(id)).toMatchObject({
    instances: 2,
    stopsAt: null,
    description: "of fields",
    trafficLimit: 3,
    state: "Running",
  });
  await ask(id);
  expect(await listTraces({ name: "updateService" })).toHaveLength(1);
});

it("is deleted with its calls", async () => {
  const id = await deployed();
  await ask(id);
  await removeService(id);
  expect([await getService(id), await listCalls(id, 0)]).toEqual([
    undefined,
    [],
  ]);
});

/** What the service worker says to a page; the page's words, as they come. */
function said(message: Offer | CallNote): {
  readonly port: MessagePort;
  readonly next: () => Promise<unknown>;
} {
  const { port1, port2 } = new MessageChannel();
  navigator.serviceWorker.dispatchEvent(
    new MessageEvent("message", { data: message, ports: [port2] }),
  );
  const next = (): Promise<unknown> =>
    new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
  return { port: port1, next };
}

it("a page takes calls of services that there are: 200 when it runs, 400 for a wrong body, 503 when it is stopped, 404 for others", async () => {
  const id = await deployed({ trafficLimit: 7 });
  const call = async (body: string): Promise<unknown> => {
    const { port, next } = said({ kind: "gleaner-infer", serviceId: id });
    expect(await next()).toEqual({ kind: "accepted", trafficLimit: 7 });
    port.postMessage({
      contentType: "application/json",
      body: new TextEncoder().encode(body).buffer,
    });
    return next();
  };
  const good = JSON.stringify({ data: { req_data: [{ rain: 1 }] } });
  expect(await call(good)).toMatchObject({ status: 200 });
  expect(await call("{")).toMatchObject({ status: 400 });
  await stopService(id);
  expect(await call(good)).toMatchObject({
    status: 503,
    body: { error_msg: "The service is Stopped: start it first" },
  });
  const other = said({ kind: "gleaner-infer", serviceId: "none" });
  expect(await other.next()).toMatchObject({ status: 404 });
});

it("a page counts what came to the address, whoever refused it", async () => {
  const id = await deployed();
  const note = { kind: "gleaner-call", durationMs: 2, bytesIn: 3 } as const;
  for (const status of [200, 413, 504])
    said({ ...note, serviceId: id, status, bytesOut: 4 });
  said({ ...note, serviceId: "none", status: 404, bytesOut: 4 });
  await expect.poll(() => database.calls.count()).toBe(3);
  const statuses = (await listCalls(id, 0)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 413, 504]);
});
