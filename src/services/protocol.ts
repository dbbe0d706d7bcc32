/**
 * The service worker's side of `POST /v1/infers/{id}`: it only routes. It asks the open pages
 * which of them hosts the service, hands the request over and waits; it computes nothing, since it
 * may be ended at any moment. Source: ExeML 5.5 (statuses), P1-P2.
 */
export const INFER_PREFIX = "/v1/infers/";
export const INFER_MESSAGE = "gleaner-infer";

const TIMEOUT_MS = 40_000;
const OFFER_MS = 1500;
const MAX_BODY_BYTES = 12 * 1024 * 1024;

/** Page <- worker: who hosts this service? The answer goes to the port. */
export interface InferRequest {
  readonly kind: typeof INFER_MESSAGE;
  readonly serviceId: string;
  readonly contentType: string;
  readonly body: ArrayBuffer;
}

export interface InferResponse {
  readonly status: number;
  readonly body: unknown;
}

/** What a page says first: it takes the request. */
export const ACCEPTED = "accepted";

export function errorBody(
  code: string,
  message: string,
): { readonly error_code: string; readonly error_msg: string } {
  return { error_code: code, error_msg: message };
}

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/json",
      "Cross-Origin-Resource-Policy": "same-origin",
    },
  });

interface Page {
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** One page's answer; null when it does not host the service or has ended. */
function ask(page: Page, request: InferRequest): Promise<InferResponse | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    let timer = setTimeout(() => resolve(null), OFFER_MS);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      clearTimeout(timer);
      if (data === ACCEPTED)
        timer = setTimeout(
          () =>
            resolve({
              status: 504,
              body: errorBody(
                "ModelArts.4504",
                "The prediction took longer than 40 s",
              ),
            }),
          TIMEOUT_MS,
        );
      else resolve(data as InferResponse | null);
    };
    page.postMessage(request, [port2]);
  });
}

/** @param pages the open pages of the app, the one that asks first. */
export async function answerInference(
  request: Request,
  pages: readonly Page[],
): Promise<Response> {
  const serviceId =
    new URL(request.url).pathname.split(INFER_PREFIX)[1]?.split("/")[0] ?? "";
  if (request.method !== "POST")
    return json(
      405,
      errorBody(
        "ModelArts.4405",
        "Services answer POST with a picture as `images`, a text as `text`, or rows as `data.req_data`",
      ),
    );
  const body = await request.arrayBuffer();
  if (body.byteLength > MAX_BODY_BYTES)
    return json(
      413,
      errorBody("ModelArts.4413", "A request has at most 12 MB"),
    );
  const contentType = request.headers.get("Content-Type") ?? "";
  for (const page of pages) {
    const answer = await ask(page, {
      kind: INFER_MESSAGE,
      serviceId,
      contentType,
      body,
    });
    if (answer) return json(answer.status, answer.body);
  }
  return json(
    503,
    errorBody(
      "ModelArts.4503",
      "No open page of Gleaner runs this service: open the app and start it",
    ),
  );
}
