/** The workers of this page's services: one pool each, with its model in memory. */
import type { ServiceId } from "#core/ids.ts";
import type { Service } from "#core/service.ts";
import { PredictPool, type PredictSettings } from "#workers/predict.client.ts";

const pools = new Map<
  ServiceId,
  { readonly pool: PredictPool; readonly key: string }
>();

/** Services that say the same here can share workers. */
export const workersOf = ({
  modelId,
  backend,
  instances,
  modelChangedAt = 0,
}: PredictSettings & Pick<Service, "modelChangedAt">): string =>
  [modelId, backend, instances, modelChangedAt].join(" ");

function put(service: Service, pool: PredictPool): PredictPool {
  pools.get(service.id)?.pool.retire();
  pools.set(service.id, { pool, key: workersOf(service) });
  return pool;
}

/** The model is loaded with the first call, unless `loadService` has done it. */
export function poolOf(service: Service): PredictPool {
  const known = pools.get(service.id);
  return known?.key === workersOf(service)
    ? known.pool
    : put(service, new PredictPool(service));
}

/**
 * Loads the model; calls go to the workers that were there until the new ones can answer.
 * @throws AppError when the model cannot be loaded, or not before the signal ends it; what was there stays.
 */
export async function loadService(
  service: Service,
  signal: AbortSignal,
): Promise<void> {
  if (pools.get(service.id)?.key === workersOf(service)) return;
  const pool = new PredictPool(service);
  try {
    signal.throwIfAborted();
    await Promise.race([
      pool.ready(),
      new Promise<never>((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason as Error)),
      ),
    ]);
    put(service, pool);
  } catch (error) {
    pool.dispose();
    throw error;
  }
}

/** Frees a stopped service's workers. */
export function releaseService(id: ServiceId): void {
  pools.get(id)?.pool.dispose();
  pools.delete(id);
}
