/** Real-time services as their pages show them. */
import type { ServiceId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import type { Service, ServiceCall } from "#core/service.ts";
import { newId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { Column } from "#core/table.ts";
import {
  columnsOf,
  hostServices,
  lookWith,
  predictTableWith,
  predictWith,
  releaseService,
} from "#services/host.ts";
import { minuteBuckets, tp99, type MinuteBucket } from "#services/latency.ts";
import {
  deployService,
  removeService,
  startService,
  stopExpired,
  stopService,
  type DeploySettings,
} from "#services/lifecycle.ts";
import { INFER_PREFIX } from "#services/protocol.ts";
import { listCalls } from "#storage/calls.ts";
import { getModel } from "#storage/models.ts";
import { getService, listServices } from "#storage/services.ts";
import { trace } from "#storage/traces.ts";
import { Live } from "./live.svelte.ts";

export { tp99 };
export type { MinuteBucket };

const CHECK_MS = 60_000;

/** Stops what is over, here or in another tab, and frees the memory of its model. */
async function settle(): Promise<void> {
  await stopExpired(Date.now());
  for (const { id, state } of await listServices())
    if (state !== "Running") releaseService(id);
}

/** Answers calls from now on, and stops services whose time is over. */
export async function resumeServices(): Promise<void> {
  hostServices();
  await settle();
  setInterval(() => void settle(), CHECK_MS);
}

async function stop(id: ServiceId): Promise<void> {
  await stopService(id);
  releaseService(id);
}

export class ServiceList {
  readonly #rows = new Live<readonly Service[] | null>(listServices, null);

  get rows(): readonly Service[] | null {
    return this.#rows.current;
  }

  readonly deploy = (
    model: Model,
    settings: DeploySettings,
  ): Promise<Service> =>
    deployService(newId<ServiceId>(), model.projectId, model.id, settings);
  readonly start = startService;
  readonly stop = stop;
  readonly restart = async (id: ServiceId): Promise<void> => {
    await stop(id);
    await startService(id);
  };
  readonly delete = async (id: ServiceId): Promise<void> => {
    releaseService(id);
    await removeService(id);
  };
}

const DAY_MS = 12 * 3_600_000;

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
      () => listCalls(this.id, Date.now() - DAY_MS),
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

  get minutes(): readonly MinuteBucket[] {
    return minuteBuckets(this.calls);
  }

  get address(): string {
    return new URL(`.${INFER_PREFIX}${this.id}`, document.baseURI).href;
  }

  readonly start = startService;
  readonly stop = stop;

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

  /** Answers to a file of rows. @param report share that is read, 0-1. */
  readonly predictTable = async (
    name: string,
    file: Blob,
    report: (share: number) => void,
    signal: AbortSignal,
  ) => {
    const service = await getService(this.id);
    const tell = ({ done, total }: Progress): void => report(done / total);
    return service ? predictTableWith(service, name, file, tell, signal) : null;
  };

  /** @throws AppError when the model fails. */
  readonly predict = async (
    file: Blob,
    heatMap: boolean,
    signal: AbortSignal,
  ) => {
    const service = await getService(this.id);
    if (!service) return null;
    const outcome = await predictWith(service, file, { heatMap }, signal);
    await trace({
      name: "runPrediction",
      resourceType: "Service",
      resourceId: service.id,
      resourceName: service.name,
    });
    return outcome;
  };
}
