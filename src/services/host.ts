/** The page's side of a service: it answers what the service worker hands over, and the Prediction tab, by the same path. */
import { isCancelled, toAppError } from "#core/errors.ts";
import type { ServiceId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { Service } from "#core/service.ts";
import type { Column } from "#core/table.ts";
import { addCall } from "#storage/calls.ts";
import { getModel } from "#storage/models.ts";
import { getService } from "#storage/services.ts";
import {
  PredictPool,
  type PredictedTable,
  type PredictOutcome,
} from "#workers/predict.client.ts";
import { noteFailure } from "./lifecycle.ts";
import {
  ACCEPTED,
  errorBody,
  INFER_MESSAGE,
  type InferRequest,
  type InferResponse,
} from "./protocol.ts";
import { pictureOf, soundOf } from "./request-file.ts";
import { rowsOf } from "./request-rows.ts";
import { textOf } from "./request-text.ts";

const pools = new Map<
  ServiceId,
  { readonly pool: PredictPool; readonly key: string }
>();

function poolOf({ id, modelId, backend, instances }: Service): PredictPool {
  const key = `${modelId} ${backend} ${String(instances)}`;
  const known = pools.get(id);
  if (known?.key === key) return known.pool;
  known?.pool.dispose();
  const pool = new PredictPool({ modelId, backend, instances });
  pools.set(id, { pool, key });
  return pool;
}

/** Frees a stopped service's workers. */
export function releaseService(id: ServiceId): void {
  pools.get(id)?.pool.dispose();
  pools.delete(id);
}

/** What a camera sees, many times a second: no calls to log. */
export const lookWith = (
  service: Service,
  frame: Blob,
  signal: AbortSignal,
): Promise<PredictOutcome> =>
  poolOf(service).predict(frame, { heatMap: false }, signal);

/** Columns of a row that the service is asked about; none where its model is of another kind. */
export const columnsOf = (service: Service): Promise<readonly Column[]> =>
  poolOf(service).columns();

/** Answers to a file of rows; no call, since nobody sent it to the address. */
export const predictTableWith = (
  service: Service,
  path: string,
  file: Blob,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<PredictedTable> =>
  poolOf(service).predictTable(path, file, report, signal);

/** Who can act: the caller, or nobody. */
const statusOf = (error: unknown): 400 | 500 =>
  ["bug", "format"].includes(toAppError(error).code) ? 400 : 500;

/** One prediction, logged as a call. @throws AppError when the service does not run or the model fails. */
export async function predictWith(
  service: Service,
  file: Blob,
  options: { readonly heatMap: boolean },
  signal: AbortSignal,
): Promise<PredictOutcome> {
  const began = performance.now();
  const log = (status: number, bytesOut: number): Promise<void> =>
    addCall({
      serviceId: service.id,
      modelId: service.modelId,
      at: Date.now(),
      status,
      durationMs: performance.now() - began,
      bytesIn: file.size,
      bytesOut,
    });
  try {
    const outcome = await poolOf(service).predict(file, options, signal);
    await log(200, JSON.stringify(outcome.result).length);
    return outcome;
  } catch (error) {
    if (!isCancelled(error)) await log(statusOf(error), 0);
    throw error;
  }
}

const refuse = (status: number, message: string): InferResponse => ({
  status,
  body: errorBody(`ModelArts.4${String(status)}`, message),
});

async function respond(
  service: Service,
  { contentType, body }: InferRequest,
): Promise<InferResponse> {
  if (service.state !== "Running")
    return refuse(503, `The service is ${service.state}: start it first`);
  const model = await getModel(service.modelId);
  // The labeling types are no part of what the first screen waits for.
  const { labelingType } = await import("#labeling/registry.ts");
  const type = model && labelingType(model.labelingType);
  const fileOf = type?.dataType === "audio" ? soundOf : pictureOf;
  const sample =
    type?.dataType === "table"
      ? rowsOf(contentType, body)
      : type?.holdsTexts
        ? textOf(contentType, body)
        : await fileOf(contentType, body);
  if ("status" in sample) return refuse(sample.status, sample.message);
  try {
    const { result } = await predictWith(
      service,
      sample.file,
      { heatMap: false },
      new AbortController().signal,
    );
    return {
      status: 200,
      body:
        sample.uuid === null
          ? result
          : { meta: { uuid: sample.uuid }, ...result },
    };
  } catch (error) {
    const { code, message } = toAppError(error);
    if (code === "format") return refuse(400, message);
    await noteFailure(service.id, message);
    return refuse(500, message);
  }
}

/** Takes requests of the service worker for as long as the page is open. */
export function hostServices(): void {
  navigator.serviceWorker?.addEventListener(
    "message",
    (event: MessageEvent<InferRequest | undefined>) => {
      const request = event.data;
      const [port] = event.ports;
      if (request?.kind !== INFER_MESSAGE || !port) return;
      void (async () => {
        const service = await getService(request.serviceId as ServiceId);
        if (!service) {
          port.postMessage(refuse(404, "There is no such service"));
          return;
        }
        port.postMessage(ACCEPTED);
        port.postMessage(await respond(service, request));
      })();
    },
  );
  navigator.serviceWorker?.startMessages();
}
