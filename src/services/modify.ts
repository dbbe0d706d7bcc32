/** Changing a service while it answers calls. Source: ExeML 5.2, 5.13. */
import { AppError } from "#core/errors.ts";
import type { ServiceId } from "#core/ids.ts";
import { answersCalls, type ServiceSettings } from "#core/service.ts";
import { getService } from "#storage/services.ts";
import { alone, load, requireUsable } from "./bring-up.ts";
import { workersOf } from "./pools.ts";
import { audit, autoStop, change, event } from "./service-changes.ts";

/**
 * A service that answers calls goes on with what it has until the new model can answer.
 * @throws AppError('model') when that cannot be loaded: everything stays as it was.
 */
export const modifyService = (
  id: ServiceId,
  settings: ServiceSettings,
): Promise<void> =>
  alone(id, async () => {
    const before = await getService(id);
    if (!before || before.state === "Deploying") return;
    if (settings.modelId !== before.modelId)
      await requireUsable(settings.modelId);
    const after = { ...before, ...settings };
    const runs = answersCalls(before.state);
    if (runs && workersOf(after) !== workersOf(before)) {
      const failure = await load(after);
      if (failure !== null) {
        await change(
          id,
          {},
          event(
            `Failed to update the service. The update has been rolled back. Error: ${failure}`,
            "Warning",
          ),
        );
        throw new AppError("model", failure);
      }
    }
    const isNewStop = settings.autoStopHours !== before.autoStopHours;
    const stop = runs && isNewStop ? autoStop(settings.autoStopHours) : null;
    await change(
      id,
      { ...settings, ...(stop && { stopsAt: stop.stopsAt }) },
      event("The service is being updated."),
      ...(stop?.events ?? []),
    );
    await audit("updateService", before, settings);
  });
