/** The page's side of a service: it answers what the service worker hands over, and the Prediction tab, by the same path. */
import { isCancelled, toAppError, type AppError } from "#core/errors.ts";
import type { ServiceId } from "#core/ids.ts";
import { answersCalls, type Service } from "#core/service.ts";
import type { Column } from "#core/table.ts";
import { addCall } from "#storage/calls.ts";
import { getModel } from "#storage/models.ts";
import { getService } from "#storage/services.ts";
import type { PredictOutcome } from "#workers/predict.client.ts";
import { noteAnswer, noteFailure } from "./alarm.ts";
import { poolOf } from "./pools.ts";
import {
  refusal,
  type Accepted,
  type CallNote,
  type InferRequest,
  type InferResponse,
  type Offer,
} from "./protocol.ts";
import { pictureOf, soundOf } from "./request-file.ts";
import { rowsOf } from "./request-rows.ts";
import { textOf } from "./request-text.ts";

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

/** Source: ExeML 5.5. */
function statusOf({ code, detail }: AppError): 400 | 500 | 503 | 504 {
  if (code === "format") return 400;
  if (code === "cancelled") return 503;
  return detail["reason"] === "timeout" ? 504 : 500;
}

/** One prediction; the model's failures raise the alarm, and its answers end it. */
async function answerWith(
  service: Service,
  file: Blob,
  options: { readonly heatMap: boolean },
  signal: AbortSignal,
): Promise<PredictOutcome> {
  try {
    const outcome = await poolOf(service).predict(file, options, signal);
    if (service.state === "Alarm") await noteAnswer(service.id);
    return outcome;
  } catch (error) {
    const known = toAppError(error);
    if ([500, 504].includes(statusOf(known)))
      await noteFailure(service.id, known.message);
    throw known;
  }
}

/** A prediction of the page itself, counted as a call. @throws AppError when the model fails. */
export async function predictWith(
  service: Service,
  file: Blob,
  options: { readonly heatMap: boolean },
  signal: AbortSignal,
): Promise<PredictOutcome> {
  const began = performance.now();
  const count = (status: number, bytesOut: number): Promise<void> =>
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
    const outcome = await answerWith(service, file, options, signal);
    await count(200, JSON.stringify(outcome.result).length);
    return outcome;
  } catch (error) {
    if (!isCancelled(error)) await count(statusOf(toAppError(error)), 0);
    throw error;
  }
}

async function respond(
  service: Service,
  { contentType, body }: InferRequest,
): Promise<InferResponse> {
  if (!answersCalls(service.state))
    return refusal(503, `The service is ${service.state}: start it first`);
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
  if ("status" in sample) return refusal(sample.status, sample.message);
  try {
    const { result } = await answerWith(
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
    const known = toAppError(error);
    return refusal(statusOf(known), known.message);
  }
}

async function take({ serviceId }: Offer, port: MessagePort): Promise<void> {
  const service = await getService(serviceId as ServiceId);
  if (!service) {
    port.postMessage(refusal(404, "There is no such service"));
    return;
  }
  port.onmessage = ({ data }: MessageEvent<InferRequest>) =>
    void respond(service, data)
      .catch((error: unknown) => refusal(500, toAppError(error).message))
      .then((answer) => port.postMessage(answer));
  const { trafficLimit = null } = service;
  port.postMessage({ kind: "accepted", trafficLimit } satisfies Accepted);
}

/** What came to the address, whether or not this page answered it. */
async function countCall({
  kind: _kind,
  serviceId,
  ...call
}: CallNote): Promise<void> {
  const service = await getService(serviceId as ServiceId);
  if (!service) return;
  const { id, modelId } = service;
  await addCall({ ...call, serviceId: id, modelId, at: Date.now() });
}

/** Takes requests of the service worker for as long as the page is open. */
export function hostServices(): void {
  navigator.serviceWorker?.addEventListener(
    "message",
    ({ data, ports: [port] }: MessageEvent<Offer | CallNote | undefined>) => {
      if (data?.kind === "gleaner-infer" && port) void take(data, port);
      if (data?.kind === "gleaner-call") void countCall(data);
    },
  );
  navigator.serviceWorker?.startMessages();
}
