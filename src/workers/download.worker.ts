/**
 * Fetches a model from an address that the user typed: the only script of the app that may talk
 * to another origin. Its own content security policy allows it; the page's and all other
 * workers' forbid it.
 */
import { expose } from "comlink";
import { AppError, isCancelled } from "#core/errors.ts";
import { readTfjsDescription } from "#ml/tfjs-files.ts";
import type { GivenFile } from "./model-files.ts";
import { installTransferHandlers } from "./rpc.ts";

/** What a tablet can still hold in memory while it is read. */
const MAX_BYTES = 512 * 1024 * 1024;
const REPORT_MS = 100;
const JSON_SNIFF = 64;

/** @param total null while the server does not say. */
export type DownloadReport = (done: number, total: number | null) => void;

let forbidden = false;
self.addEventListener("securitypolicyviolation", () => (forbidden = true));

const megabytes = (bytes: number): string =>
  `${String(Math.ceil(bytes / 1024 / 1024))} MB`;

function tooLarge(bytes: number): AppError {
  return new AppError(
    "network",
    `A model must be at most ${megabytes(MAX_BYTES)}, but this one has ${megabytes(bytes)}`,
    { bytes },
  );
}

/** A failed fetch says nothing of why: what can be known is told, the rest is named. */
function failure(url: URL): AppError {
  const { host } = url;
  const message = forbidden
    ? `The server that Gleaner itself came from forbids requests to ${host} (content security policy)`
    : navigator.onLine
      ? `${host} could not be read: it is not there, or it does not allow other pages to read it (CORS). Download the files yourself and add them as files`
      : "This device is offline";
  return new AppError("network", message, { host });
}

async function answerOf(url: URL, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      signal,
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
  } catch (error) {
    if (isCancelled(error) || signal.aborted) throw error;
    // The policy's event comes a task later.
    await new Promise((resolve) => setTimeout(resolve, 0));
    throw failure(url);
  }
  if (!response.ok)
    throw new AppError(
      "network",
      `${url.host} answered ${String(response.status)} for ${url.pathname}`,
      { status: response.status },
    );
  return response;
}

class Download {
  readonly #report: DownloadReport;
  readonly #signal: AbortSignal;
  #done = 0;
  #total = 0;
  #pending: { done: number; total: number | null } | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(report: DownloadReport, signal: AbortSignal) {
    this.#report = report;
    this.#signal = signal;
  }

  async file(url: URL, path: string): Promise<GivenFile> {
    const response = await answerOf(url, this.#signal);
    const length = Number(response.headers.get("Content-Length") ?? 0);
    this.#total += length;
    if (this.#total > MAX_BYTES) throw tooLarge(this.#total);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body?.getReader();
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) break;
      this.#signal.throwIfAborted();
      chunks.push(part.value);
      this.#done += part.value.length;
      if (this.#done > MAX_BYTES) throw tooLarge(this.#done);
      this.#tell(length > 0);
    }
    return { path, blob: new Blob(chunks) };
  }

  /** At most ten reports a second, and always the last one. */
  #tell(isKnown: boolean): void {
    // Compressed answers hold more bytes than their length says.
    const total = isKnown ? Math.max(this.#total, this.#done) : null;
    this.#pending = { done: this.#done, total };
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.#pending) this.#report(this.#pending.done, this.#pending.total);
      this.#pending = null;
    }, REPORT_MS);
  }
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url && /^(localhost|127\.0\.0\.1)$/.test(url.hostname);
  if (!url || (url.protocol !== "https:" && !isLocal))
    throw new AppError(
      "network",
      `The address must begin with https://, but is \`${text}\``,
      { value: text },
    );
  return url;
}

const api = {
  /** @returns the model's files: one .onnx, or the .json and the weights that it names. */
  async download(
    address: string,
    report: DownloadReport,
    signal: AbortSignal,
  ): Promise<GivenFile[]> {
    const url = addressOf(address.trim());
    const download = new Download(report, signal);
    const first = await download.file(url, "model");
    const start = (await first.blob.slice(0, JSON_SNIFF).text()).trimStart();
    if (start.startsWith("<"))
      throw new AppError(
        "network",
        `${url.href} gave a web page, not a model: use the address of the file itself`,
      );
    if (!start.startsWith("{")) return [{ ...first, path: "model.onnx" }];
    const files = [{ ...first, path: "model.json" }];
    const text = await first.blob.text();
    for (const path of readTfjsDescription(text).weightPaths) {
      const weights = new URL(path, url);
      weights.search = url.search;
      files.push(await download.file(weights, path));
    }
    return files;
  },
};

export type DownloadApi = typeof api;

installTransferHandlers();
expose(api);
