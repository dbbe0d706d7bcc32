/** Real-time services as their pages show them. */
import type { JobId, ServiceId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import {
  answersCalls,
  type Service,
  type ServiceCall,
  type ServiceSettings,
} from "#core/service.ts";
import { newId } from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import type { Column } from "#core/table.ts";
import {
  startTablePrediction,
  type TablePredictionInput,
  type TablePredictionResult,
} from "#jobs/predict-table.ts";
import {
  columnsOf,
  hostServices,
  lookWith,
  predictWith,
} from "#services/host.ts";
import { minuteBuckets, statusCounts, tp99 } from "#services/latency.ts";
import {
  bringUpAlone,
  createService,
  removeService,
  restartService,
  resumeDeploying,
  startService,
  stopExpired,
  stopService,
} from "#services/lifecycle.ts";
import { modifyService } from "#services/modify.ts";
import { releaseService } from "#services/pools.ts";
import { INFER_PREFIX } from "#services/protocol.ts";
import { listCalls } from "#storage/calls.ts";
import { getModel } from "#storage/models.ts";
import {
  getService,
  listServices,
  tracePrediction,
} from "#storage/services.ts";
import { noteError } from "./error-log.ts";
import { jobs } from "./jobs.svelte.ts";
import { Live } from "./live.svelte.ts";

export { minuteBuckets, statusCounts, tp99 };

const CHECK_MS = 60_000;

/** Stops what is over, here or in another tab, and frees the memory of its model. */
async function settle(): Promise<void> {
  await stopExpired(Date.now());
  for (const { id, state } of await listServices())
    if (!answersCalls(state) && state !== "Deploying") releaseService(id);
}

/** Answers calls from now on, and stops services whose time is over. */
export async function resumeServices(): Promise<void> {
  hostServices();
  await settle();
  void resumeDeploying().catch(noteError);
  setInterval(() => void settle(), CHECK_MS);
}

/** What buttons do to a service. */
export interface ServiceActions {
  readonly start: (id: ServiceId) => Promise<void>;
  readonly stop: (id: ServiceId) => Promise<void>;
  readonly restart: (id: ServiceId) => Promise<void>;
  readonly modify: (id: ServiceId, settings: ServiceSettings) => Promise<void>;
  readonly remove: (id: ServiceId) => Promise<void>;
}

export const serviceActions: ServiceActions = {
  start: startService,
  stop: (id) => stopService(id),
  restart: restartService,
  modify: modifyService,
  remove: removeService,
};

export class ServiceList {
  readonly #rows = new Live<readonly Service[] | null>(listServices, null);

  get rows(): readonly Service[] | null {
    return this.#rows.current;
  }

  /** @returns the service at once; its state says when the model is loaded. */
  readonly deploy = async (settings: ServiceSettings): Promise<ServiceId> => {
    const id = newId<ServiceId>();
    const model = await getModel(settings.modelId);
    await createService(id, model?.projectId ?? null, settings);
    void bringUpAlone(id).catch(noteError);
    return id;
  };
}

const SHOWN_MS = 12 * 3_600_000;

/** A file of rows on its way through a service. */
export interface TablePrediction {
  readonly job: Job;
  readonly result: TablePredictionResult | null;
}

export class ServiceState {
  readonly id: ServiceId;
  readonly #service: Live<Service | null | undefined>;
  readonly #model: Live<Model | null | undefined>;
  readonly #calls: Live<readonly ServiceCall[]>;

  constructor(id: string) {
    this.id = id as ServiceId;
    this.#service = new Live<Service | null | undefined>(
      async () => (await getService(this.id)) ?? null,
      undefined,
    );
    this.#model = new Live<Model | null | undefined>(async () => {
      const service = await getService(this.id);
      return (service && (await getModel(service.modelId))) ?? null;
    }, undefined);
    this.#calls = new Live<readonly ServiceCall[]>(
      () => listCalls(this.id, Date.now() - SHOWN_MS),
      [],
    );
  }

  get service(): Service | null | undefined {
    return this.#service.current;
  }

  /** Undefined until it was read, null when it is gone. */
  get model(): Model | null | undefined {
    return this.#model.current;
  }

  /** Calls of the last twelve hours. */
  get calls(): readonly ServiceCall[] {
    return this.#calls.current;
  }

  get address(): string {
    return new URL(`.${INFER_PREFIX}${this.id}`, document.baseURI).href;
  }

  /** One frame of a camera. @throws AppError when the model fails. */
  readonly look = async (frame: Blob, signal: AbortSignal) => {
    const service = await getService(this.id);
    return service ? lookWith(service, frame, signal) : null;
  };

  /** Columns of a row, of predictive analytics. */
  readonly columns = async (): Promise<readonly Column[]> => {
    const service = await getService(this.id);
    return service ? columnsOf(service) : [];
  };

  /** Answers to a file of rows, as a job. */
  readonly predictTable = (
    path: string,
    file: Blob,
    hasHeader: boolean,
  ): Promise<JobId> =>
    startTablePrediction({ serviceId: this.id, hasHeader }, path, file);

  /** The newest file that was answered, or is. */
  get tablePrediction(): TablePrediction | null {
    const job = jobs.all.find(
      ({ kind, input }) =>
        kind === "predict_table" &&
        (input as TablePredictionInput).serviceId === this.id,
    );
    return job
      ? { job, result: job.result as TablePredictionResult | null }
      : null;
  }

  /** @throws AppError when the model fails. */
  readonly predict = async (
    file: Blob,
    heatMap: boolean,
    signal: AbortSignal,
  ) => {
    const service = await getService(this.id);
    if (!service) return null;
    const outcome = await predictWith(service, file, { heatMap }, signal);
    await tracePrediction(service, { samples: 1 });
    return outcome;
  };
}
