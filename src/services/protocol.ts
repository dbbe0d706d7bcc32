/**
 * The service worker's side of `POST /v1/infers/{id}`: it only routes. It offers the call to the
 * open pages, hands it to the first that takes it and waits; it computes nothing and keeps nothing
 * that may not be lost, since it may be ended at any moment. What became of the call it tells a
 * page, which counts it. Source: ExeML 5.5 (statuses), 5.9 (counts), P1-P2.
 */
import { TokenBucket } from "#core/token-bucket.ts";

export const INFER_PREFIX = "/v1/infers/";

const TIMEOUT_MS = 40_000;
/** A page that is busy says nothing for so long: the next one is asked, too. */
const OFFER_MS = 1500;
/** Pages are open, but none answers. */
const PATIENCE_MS = 20_000;
const MAX_BODY_BYTES = 12 * 1024 * 1024;

/** Worker -> page, with a port: who takes a call of this service? */
export interface Offer {
  readonly kind: "gleaner-infer";
  readonly serviceId: string;
}

/** Page -> worker: it takes the call. */
export interface Accepted {
  readonly kind: "accepted";
  /** Calls per second. */
  readonly trafficLimit: number | null;
}

/** Worker -> page: the call. */
export interface InferRequest {
  readonly contentType: string;
  readonly body: ArrayBuffer;
}

/** Page -> worker. */
export interface InferResponse {
  readonly status: number;
  readonly body: unknown;
}

/** Worker -> page: what came to the address, to be counted. */
export interface CallNote {
  readonly kind: "gleaner-call";
  readonly serviceId: string;
  readonly status: number;
  readonly durationMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

interface ErrorBody {
  readonly error_code: string;
  readonly error_msg: string;
}

export const refusal = (
  status: number,
  message: string,
): InferResponse & { readonly body: ErrorBody } => ({
  status,
  body: { error_code: `ModelArts.4${String(status)}`, error_msg: message },
});

interface Page {
  postMessage(message: unknown, transfer?: Transferable[]): void;
}

/** A page that took the call, or one that has answered already. */
interface Taken {
  readonly page: Page;
  readonly port: MessagePort;
  readonly said: Accepted | InferResponse;
}

/** Offers the call to one page after the other; all that were asked may still take it. */
function taker(
  pages: readonly Page[],
  serviceId: string,
): Promise<Taken | null> {
  const asked: MessagePort[] = [];
  const timers: ReturnType<typeof setTimeout>[] = [];
  return new Promise<Taken | null>((resolve) => {
    pages.forEach((page, i) => {
      const offer = (): void => {
        const { port1, port2 } = new MessageChannel();
        asked.push(port1);
        port1.onmessage = ({
          data: said,
        }: MessageEvent<Accepted | InferResponse>) =>
          resolve({ page, port: port1, said });
        const message: Offer = { kind: "gleaner-infer", serviceId };
        page.postMessage(message, [port2]);
      };
      if (i === 0) offer();
      else timers.push(setTimeout(offer, i * OFFER_MS));
    });
    timers.push(
      setTimeout(
        () => resolve(null),
        pages.length === 0 ? 0 : PATIENCE_MS + pages.length * OFFER_MS,
      ),
    );
  }).then((taken) => {
    timers.forEach((timer) => clearTimeout(timer));
    for (const port of asked) if (port !== taken?.port) port.close();
    return taken;
  });
}

/** The answer of the page that took the call. */
function answerOf(
  port: MessagePort,
  request: InferRequest,
): Promise<InferResponse> {
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => resolve(refusal(504, "The prediction took longer than 40 s")),
      TIMEOUT_MS,
    );
    port.onmessage = ({ data }: MessageEvent<InferResponse>) => {
      clearTimeout(timer);
      resolve(data);
    };
    port.postMessage(request, [request.body]);
  });
}

/** A worker that is ended forgets them: no call came for a long while then. */
const buckets = new Map<string, TokenBucket>();

/** @returns milliseconds until a call may pass, or 0. */
function waitOf(serviceId: string, limit: number | null): number {
  if (limit === null) return 0;
  const now = performance.now();
  const known = buckets.get(serviceId);
  const bucket =
    known?.perSecond === limit ? known : new TokenBucket(limit, now);
  buckets.set(serviceId, bucket);
  return bucket.take(now);
}

interface Call {
  readonly serviceId: string;
  readonly method: string;
  readonly request: InferRequest;
  readonly pages: readonly Page[];
}

/** @returns the answer, and the page that had to do with it. */
async function route({ serviceId, method, request, pages }: Call): Promise<{
  readonly answer: InferResponse;
  readonly page: Page | undefined;
}> {
  const [page] = pages;
  if (method !== "POST") {
    const answer = refusal(
      405,
      "Services answer POST with a picture as `images`, a text as `text`, or rows as `data.req_data`",
    );
    return { answer, page };
  }
  if (request.body.byteLength > MAX_BODY_BYTES)
    return { answer: refusal(413, "A request has at most 12 MB"), page };
  const taken = await taker(pages, serviceId);
  if (!taken) {
    const message = page
      ? "The open pages of Gleaner are too busy to take the call: try again later"
      : "No open page of Gleaner runs this service: open the app and start it";
    return { answer: refusal(503, message), page };
  }
  const { said, port } = taken;
  try {
    if (!("kind" in said)) return { answer: said, page: taken.page };
    const waitMs = waitOf(serviceId, said.trafficLimit);
    const answer =
      waitMs > 0
        ? refusal(
            429,
            `The service answers at most ${String(said.trafficLimit)} calls a second: try again in ${String(Math.ceil(waitMs))} ms`,
          )
        : await answerOf(port, request);
    return { answer, page: taken.page };
  } finally {
    port.close();
  }
}

/** @param pages the open pages of the app, the one that asks first. */
export async function answerInference(
  request: Request,
  pages: readonly Page[],
): Promise<Response> {
  const began = performance.now();
  const serviceId =
    new URL(request.url).pathname.split(INFER_PREFIX)[1]?.split("/")[0] ?? "";
  const body = await request.arrayBuffer();
  const bytesIn = body.byteLength;
  const contentType = request.headers.get("Content-Type") ?? "";
  const { answer, page } = await route({
    serviceId,
    method: request.method,
    request: { contentType, body },
    pages,
  });
  const text = JSON.stringify(answer.body);
  page?.postMessage({
    kind: "gleaner-call",
    serviceId,
    status: answer.status,
    durationMs: performance.now() - began,
    bytesIn,
    bytesOut: text.length,
  } satisfies CallNote);
  return new Response(text, {
    status: answer.status,
    headers: {
      "Content-Type": "application/json",
      "Cross-Origin-Resource-Policy": "same-origin",
      ...(answer.status === 429 && { "Retry-After": "1" }),
    },
  });
}
