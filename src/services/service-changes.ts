/** What happens to a service, as its row, its events and the audit log tell it. Source: ExeML 5.10 (event texts). */
import type { ServiceId } from "#core/ids.ts";
import type { Service, ServiceEvent } from "#core/service.ts";
import { getService, updateService } from "#storage/services.ts";
import { trace } from "#storage/traces.ts";

const HOUR_MS = 3_600_000;
const MAX_EVENTS = 500;

export const event = (
  text: string,
  type: ServiceEvent["type"] = "Normal",
): ServiceEvent => ({ at: Date.now(), type, text });

export async function change(
  id: ServiceId,
  patch: Partial<Service>,
  ...events: readonly ServiceEvent[]
): Promise<void> {
  const service = await getService(id);
  if (!service) return;
  await updateService(id, {
    ...patch,
    updatedAt: Date.now(),
    events: [...service.events, ...events].slice(-MAX_EVENTS),
  });
}

export const audit = (
  name: string,
  { id, name: resourceName }: Service,
  detail?: unknown,
): Promise<void> =>
  trace({
    name,
    resourceType: "Service",
    resourceId: id,
    resourceName,
    detail,
  });

/** When the service will stop by itself, and what its events say of it. */
export function autoStop(hours: number | null): {
  readonly stopsAt: number | null;
  readonly events: readonly ServiceEvent[];
} {
  if (hours === null)
    return { stopsAt: null, events: [event("Auto stop has been disabled.")] };
  const text = `Auto stop has been enabled. The service will stop after ${String(hours * 3600)} s.`;
  return { stopsAt: Date.now() + hours * HOUR_MS, events: [event(text)] };
}
