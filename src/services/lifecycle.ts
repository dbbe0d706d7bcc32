/** A service's life: Deploying, Running, Stopped. Source: ExeML 5.1, 5.2, 5.10 (event texts). */
import { AppError } from "#core/errors.ts";
import type { ModelId, ProjectId, ServiceId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import { outdatedReason, type ModelAge } from "#core/outdated-model.ts";
import type { Service, ServiceEvent } from "#core/service.ts";
import { readBlob } from "#storage/blobs.ts";
import { getModel } from "#storage/models.ts";
import { deleteCalls } from "#storage/calls.ts";
import {
  addService,
  deleteService,
  getService,
  listServices,
  updateService,
} from "#storage/services.ts";
import { trace } from "#storage/traces.ts";

export interface DeploySettings {
  readonly name: string;
  readonly description: string;
  readonly backend: Service["backend"];
  /** 1-5 */
  readonly instances: number;
  /** 1-24 hours; null = never. */
  readonly autoStopHours: number | null;
}

const MAX_SERVICES = 20;
const HOUR_MS = 3_600_000;
const MAX_EVENTS = 500;

const event = (
  text: string,
  type: ServiceEvent["type"] = "Normal",
): ServiceEvent => ({ at: Date.now(), type, text });

async function change(
  id: ServiceId,
  patch: Partial<Service>,
  ...events: readonly ServiceEvent[]
): Promise<void> {
  const service = await getService(id);
  if (!service) return;
  await updateService(id, {
    ...patch,
    updatedAt: Date.now(),
    events: [...service.events, ...events].slice(-MAX_EVENTS),
  });
}

const audit = (
  name: string,
  { id, name: resourceName }: Service,
): Promise<void> =>
  trace({ name, resourceType: "Service", resourceId: id, resourceName });

function autoStop(hours: number | null): {
  stopsAt: number | null;
  events: ServiceEvent[];
} {
  if (hours === null)
    return { stopsAt: null, events: [event("Auto stop has been disabled.")] };
  const text = `Auto stop has been enabled. The service will stop after ${String(hours * 3600)} s.`;
  return { stopsAt: Date.now() + hours * HOUR_MS, events: [event(text)] };
}

/** @throws AppError('model') when the model cannot answer calls. */
async function requireUsable(model: Model | undefined): Promise<void> {
  if (model?.status !== "Normal")
    throw new AppError(
      "model",
      "Only a model with the status Normal can be deployed",
    );
  const hash = model.files["model.json"];
  if (!hash) return;
  const description = await (await readBlob(hash)).text();
  const outdated = outdatedReason(JSON.parse(description) as ModelAge);
  if (outdated) throw new AppError("model", outdated);
}

/** @param id given by the caller, so that deploying twice makes one service. */
export async function deployService(
  id: ServiceId,
  projectId: ProjectId | null,
  modelId: ModelId,
  settings: DeploySettings,
): Promise<Service> {
  const known = await getService(id);
  if (known) return known;
  if ((await listServices()).length >= MAX_SERVICES)
    throw new AppError(
      "format",
      `There can be at most ${String(MAX_SERVICES)} services`,
      { limit: MAX_SERVICES },
    );
  await requireUsable(await getModel(modelId));
  const now = Date.now();
  const service: Service = {
    ...settings,
    id,
    projectId,
    modelId,
    state: "Deploying",
    stopsAt: null,
    createdAt: now,
    updatedAt: now,
    events: [event("The service starts to deploy.")],
    error: null,
  };
  await addService(service);
  await audit("addService", service);
  await startService(id);
  return (await getService(id)) ?? service;
}

/** Starting a running service does nothing. The model is loaded with the first call. */
export async function startService(id: ServiceId): Promise<void> {
  const service = await getService(id);
  if (!service || service.state === "Running") return;
  const { stopsAt, events } = autoStop(service.autoStopHours);
  await change(
    id,
    { state: "Running", stopsAt, error: null },
    event(`Service ${service.name} started.`),
    ...events,
  );
  await audit("startOrStopService", service);
}

export async function stopService(
  id: ServiceId,
  reason = "The service has been stopped.",
): Promise<void> {
  const service = await getService(id);
  if (!service || service.state === "Stopped") return;
  await change(id, { state: "Stopped", stopsAt: null }, event(reason));
  await audit("startOrStopService", service);
}

export async function removeService(id: ServiceId): Promise<void> {
  const service = await getService(id);
  if (!service) return;
  await deleteService(id);
  await deleteCalls(id);
  await audit("deleteService", service);
}

/** A service that failed to answer. */
export async function noteFailure(
  id: ServiceId,
  message: string,
): Promise<void> {
  await change(
    id,
    { error: message },
    event(`Service failed. Error: ${message}`, "Warning"),
  );
}

/** Stops services whose time is over, also while no page was open. @returns ms until the next one ends, or null. */
export async function stopExpired(now: number): Promise<number | null> {
  let next: number | null = null;
  for (const { id, state, stopsAt } of await listServices()) {
    if (state !== "Running" || stopsAt === null) continue;
    if (stopsAt <= now)
      await stopService(
        id,
        "The service stops when the auto stop time expires.",
      );
    else next = Math.min(next ?? Infinity, stopsAt - now);
  }
  return next;
}
