/** One of the threads that fit models of tables for a training. */
import { expose, transfer } from "comlink";
import { AppError } from "#core/errors.ts";
import { resting } from "#ml/rest.ts";
import type { EncodedRows } from "#ml/table/encoding.ts";
import {
  type FitGround,
  type FitJob,
  type Outcome,
  rowsOf,
  runJob,
} from "#ml/table/fit-job.ts";
import type { Targets } from "#ml/table/targets.ts";
import { installTransferHandlers } from "./rpc.ts";

let ground: { rows: EncodedRows; targets: Targets } | null = null;

function memoryOf(value: unknown): ArrayBufferLike[] {
  if (ArrayBuffer.isView(value)) return [value.buffer];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(memoryOf);
}

const api = {
  load(given: FitGround): void {
    ground = { rows: rowsOf(given), targets: given.targets };
  },
  async fit(job: FitJob, signal: AbortSignal): Promise<Outcome> {
    if (!ground) throw new AppError("bug", "Nothing was loaded to fit");
    const { rows, targets } = ground;
    const outcome = await runJob(job, rows, targets, resting(signal));
    return transfer(outcome, [...new Set(memoryOf(outcome))] as ArrayBuffer[]);
  },
};

export type FitApi = typeof api;

installTransferHandlers();
expose(api);
