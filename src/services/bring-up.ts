/** Loading the model of a service: from Deploying to Running, or to Abnormal. Source: ExeML 5.1, 5.2. */
import { AppError, toAppError } from "#core/errors.ts";
import type { ModelId, ServiceId } from "#core/ids.ts";
import { outdatedReason, type ModelAge } from "#core/outdated-model.ts";
import { DEFAULT_TIMEOUT_MINUTES, type Service } from "#core/service.ts";
import { readBlob } from "#storage/blobs.ts";
import { getModel } from "#storage/models.ts";
import { getService } from "#storage/services.ts";
import { loadService, releaseService } from "./pools.ts";
import { autoStop, change, event } from "./service-changes.ts";

const MINUTE_MS = 60_000;

/** @throws AppError('model') when the model cannot answer calls. */
export async function requireUsable(id: ModelId): Promise<void> {
  const model = await getModel(id);
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

/** @returns why it is not loaded, or null. */
export async function load(service: Service): Promise<string | null> {
  const minutes = service.timeoutMinutes ?? DEFAULT_TIMEOUT_MINUTES;
  const late = new AbortController();
  const timer = setTimeout(
    () =>
      late.abort(
        new AppError("model", "Service deployment timed out.", { minutes }),
      ),
    minutes * MINUTE_MS,
  );
  try {
    await loadService(service, late.signal);
    return null;
  } catch (error) {
    return toAppError(error).message;
  } finally {
    clearTimeout(timer);
  }
}

/** One page at a time changes a service; another that wanted the same finds it done. */
export const alone = <T>(id: ServiceId, work: () => Promise<T>): Promise<T> =>
  navigator.locks.request(`service:${id}`, work);

/** From Deploying to Running, or to Abnormal. */
export async function bringUp(id: ServiceId): Promise<void> {
  const service = await getService(id);
  if (service?.state !== "Deploying") return;
  const failure = await load(service);
  if (!(await getService(id))) {
    releaseService(id);
    return;
  }
  if (failure !== null) {
    const text = `Failed to start service ${service.name}. Error: ${failure}`;
    await change(
      id,
      { state: "Abnormal", stopsAt: null, error: failure },
      event(text, "Abnormal"),
    );
    return;
  }
  const { stopsAt, events } = autoStop(service.autoStopHours);
  await change(
    id,
    { state: "Running", stopsAt, error: null },
    event(`Service ${service.name} started.`),
    ...events,
  );
}
