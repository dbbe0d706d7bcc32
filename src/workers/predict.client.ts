/**
 * Workers that answer for one model, with a queue in front: calls wait their turn, a dead worker
 * is replaced, and three deaths in a row end it with a word to the user.
 */
import { proxy, wrap, type Remote } from "comlink";
import { AppError } from "#core/errors.ts";
import type { ModelId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import { MAX_INSTANCES } from "#core/service.ts";
import type { Column } from "#core/table.ts";
import type { BackendName } from "#core/training.ts";
import type { PredictOutcome } from "#labeling/learning-contract.ts";
import type { AskedTable, PredictedTable } from "./predict-table.ts";
import type { PredictApi } from "./predict.worker.ts";
import { endWorker, keepWorker } from "./kept-workers.ts";
import { installTransferHandlers } from "./rpc.ts";

export type { AskedTable, PredictedTable, PredictOutcome };

const MAX_DEATHS = 3;
const TIMEOUT_MS = 40_000;

interface Member {
  readonly worker: Worker;
  readonly api: Remote<PredictApi>;
  readonly died: Promise<never>;
}

export interface PredictSettings {
  readonly modelId: ModelId;
  readonly backend: BackendName | "auto";
  readonly instances: number;
}

/** A call that waits for a free worker. */
interface Waiting {
  readonly resolve: (member: Member) => void;
  readonly reject: (error: unknown) => void;
}

const stopped = (): AppError =>
  new AppError("cancelled", "The service was stopped");

function opened(): Member {
  const worker = new Worker(new URL("./predict.worker.ts", import.meta.url), {
    type: "module",
  });
  const died = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) =>
      reject(
        new AppError("model", `The prediction worker ended: ${event.message}`, {
          reason: "died",
        }),
      );
  });
  const api = keepWorker(worker, wrap<PredictApi>(worker));
  return { worker, api, died };
}

export class PredictPool {
  readonly #settings: PredictSettings;
  readonly #idle: Member[] = [];
  readonly #waiting: Waiting[] = [];
  #started = 0;
  #deaths = 0;
  #closed = false;
  #retired = false;
  readonly #stop = new AbortController();

  constructor(settings: PredictSettings) {
    this.#settings = settings;
    installTransferHandlers();
  }

  /** Loads the model, so that the first call is as fast as the next. */
  async ready(): Promise<void> {
    this.#release(await this.#acquire());
  }

  /**
   * One answer; 40 s at most (spec: ExeML 5.4).
   * @throws AppError 'model' with detail.reason = 'timeout', 'unsupported' after three deaths.
   */
  predict(
    file: Blob,
    { heatMap }: { readonly heatMap: boolean },
    signal: AbortSignal,
  ): Promise<PredictOutcome> {
    return this.#limited((api) => api.predict(file, heatMap, signal));
  }

  /** Columns of a row that a model of tables is asked about. */
  columns(): Promise<readonly Column[]> {
    return this.#limited((api) => api.columns());
  }

  /**
   * A file of rows: may take as long as it takes, in a worker of its own, so that calls do not wait.
   * @throws AppError 'format' when it is no table, 'cancelled' when the service is stopped.
   */
  async predictTable(
    asked: AskedTable,
    report: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<PredictedTable> {
    if (this.#closed) throw stopped();
    const ended = AbortSignal.any([signal, this.#stop.signal]);
    ended.throwIfAborted();
    const { worker, api, died } = opened();
    died.catch(() => undefined);
    const aborted = new Promise<never>((_resolve, reject) => {
      ended.addEventListener("abort", () => reject(ended.reason as Error));
    });
    try {
      const { modelId, backend } = this.#settings;
      await Promise.race([api.load(modelId, backend), died, aborted]);
      return await Promise.race([
        api.predictTable(asked, proxy(report), signal),
        died,
        aborted,
      ]);
    } finally {
      endWorker(worker);
    }
  }

  async #limited<T>(work: (api: Remote<PredictApi>) => Promise<T>): Promise<T> {
    const member = await this.#acquire();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () =>
          reject(
            new AppError("model", "The prediction took longer than 40 s", {
              reason: "timeout",
            }),
          ),
        TIMEOUT_MS,
      );
    });
    try {
      const outcome = await Promise.race([
        work(member.api),
        member.died,
        timeout,
      ]);
      this.#deaths = 0;
      this.#release(member);
      return outcome;
    } catch (error) {
      if (
        error instanceof AppError &&
        (error.detail["reason"] === "timeout" ||
          error.detail["reason"] === "died")
      )
        this.#drop(member);
      else this.#release(member);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #acquire(): Promise<Member> {
    if (this.#closed) throw stopped();
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#started < Math.min(MAX_INSTANCES, this.#settings.instances))
      return this.#start();
    return new Promise((resolve, reject) =>
      this.#waiting.push({ resolve, reject }),
    );
  }

  async #start(): Promise<Member> {
    if (this.#deaths >= MAX_DEATHS)
      throw new AppError(
        "unsupported",
        "The model could not be run on this device: its worker ended three times",
      );
    this.#started += 1;
    const member = opened();
    const { died } = member;
    died.catch(() => (this.#deaths += 1));
    const ended = new Promise<never>((_resolve, reject) =>
      this.#stop.signal.addEventListener("abort", () => reject(stopped())),
    );
    try {
      await Promise.race([
        member.api.load(this.#settings.modelId, this.#settings.backend),
        died,
        ended,
      ]);
      return member;
    } catch (error) {
      this.#drop(member);
      throw error;
    }
  }

  #release(member: Member): void {
    const next = this.#waiting.shift();
    if (next && !this.#closed) next.resolve(member);
    else if (this.#closed || this.#retired) endWorker(member.worker);
    else this.#idle.push(member);
  }

  #drop(member: Member): void {
    endWorker(member.worker);
    this.#started -= 1;
    const next = this.#waiting.shift();
    if (next) void this.#start().then(next.resolve, next.reject);
  }

  /** Ends when the calls that it has taken are answered. */
  retire(): void {
    this.#retired = true;
    for (const { worker } of this.#idle.splice(0)) endWorker(worker);
  }

  dispose(): void {
    this.#closed = true;
    this.#stop.abort(stopped());
    for (const { worker } of this.#idle.splice(0)) endWorker(worker);
    for (const { reject } of this.#waiting.splice(0)) reject(stopped());
  }
}
