import type { ServiceId } from "#core/ids.ts";
import type { ServiceCall } from "#core/service.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

export async function addCall(call: ServiceCall): Promise<void> {
  await guarded(() => database.calls.add(call));
}

/** Calls of a service since a time, oldest first. */
export async function listCalls(
  serviceId: ServiceId,
  since: number,
): Promise<ServiceCall[]> {
  return guarded(() =>
    database.calls
      .where("[serviceId+at]")
      .between([serviceId, since], [serviceId, Number.MAX_SAFE_INTEGER])
      .toArray(),
  );
}

export async function deleteCalls(serviceId: ServiceId): Promise<void> {
  await guarded(() =>
    database.calls
      .where("[serviceId+at]")
      .between([serviceId, 0], [serviceId, Number.MAX_SAFE_INTEGER])
      .delete(),
  );
}
