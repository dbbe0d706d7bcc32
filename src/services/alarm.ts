/** Alarm: the model of a service that answers calls has failed, until it answers again. Source: ExeML 4.1, 5.2. */
import type { ServiceId } from "#core/ids.ts";
import { answersCalls } from "#core/service.ts";
import { getService } from "#storage/services.ts";
import { change, event } from "./service-changes.ts";

/** A running service whose model failed to answer. */
export async function noteFailure(
  id: ServiceId,
  message: string,
): Promise<void> {
  const service = await getService(id);
  if (!service || !answersCalls(service.state)) return;
  await change(
    id,
    { state: "Alarm", error: message },
    event(`Service ${service.name} failed. Error: ${message}`, "Warning"),
  );
}

/** An answer after failures ends the alarm. */
export async function noteAnswer(id: ServiceId): Promise<void> {
  const service = await getService(id);
  if (service?.state !== "Alarm") return;
  await change(
    id,
    { state: "Running", error: null },
    event("The service answers calls again."),
  );
}
