/** A service's life: Deploying, Running, Alarm, Abnormal, Stopped. Source: ExeML 5.1, 5.2, 5.10. */
import { AppError } from "#core/errors.ts";
import type { ProjectId, ServiceId } from "#core/ids.ts";
import {
  answersCalls,
  canStart,
  type Service,
  type ServiceSettings,
} from "#core/service.ts";
import { deleteCalls } from "#storage/calls.ts";
import {
  addService,
  deleteService,
  getService,
  listServices,
} from "#storage/services.ts";
import { alone, bringUp, requireUsable } from "./bring-up.ts";
import { releaseService } from "./pools.ts";
import { audit, change, event } from "./service-changes.ts";

const MAX_SERVICES = 20;

/** A service that is Deploying; `bringUp` loads its model. @param id given by the caller, so that asking twice makes one. */
export const createService = (
  id: ServiceId,
  projectId: ProjectId | null,
  settings: ServiceSettings,
): Promise<void> =>
  alone(id, async () => {
    if (await getService(id)) return;
    if ((await listServices()).length >= MAX_SERVICES)
      throw new AppError(
        "format",
        `There can be at most ${String(MAX_SERVICES)} services`,
        { limit: MAX_SERVICES },
      );
    await requireUsable(settings.modelId);
    const now = Date.now();
    const service: Service = {
      ...settings,
      id,
      projectId,
      state: "Deploying",
      stopsAt: null,
      createdAt: now,
      updatedAt: now,
      events: [event("The service starts to deploy.")],
      error: null,
    };
    await addService(service);
    await audit("addService", service, settings);
  });

/** Resolves when the service runs or is Abnormal; undefined when it was deleted meanwhile. */
export async function deployService(
  ...[id, projectId, settings]: Parameters<typeof createService>
): Promise<Service | undefined> {
  await createService(id, projectId, settings);
  await bringUpAlone(id);
  return getService(id);
}

/** Loads the model of a service that is Deploying. */
export const bringUpAlone = (id: ServiceId): Promise<void> =>
  alone(id, () => bringUp(id));

/** Takes up services whose page was killed while it loaded their models. */
export async function resumeDeploying(): Promise<void> {
  for (const { id, state } of await listServices())
    if (state === "Deploying") await bringUpAlone(id);
}

/** Loads the model. Starting a service that answers calls does nothing. */
export const startService = (id: ServiceId): Promise<void> =>
  alone(id, async () => {
    const service = await getService(id);
    if (!service || !canStart(service.state)) return;
    await change(
      id,
      { state: "Deploying", error: null },
      event("The service is being started."),
    );
    await audit("startOrStopService", service, { to: "start" });
    await bringUp(id);
  });

/** Frees the memory of the model on this page at once, on others with their next look. */
export async function stopService(
  id: ServiceId,
  reason = "The service has been stopped.",
): Promise<void> {
  const service = await getService(id);
  if (!service || !answersCalls(service.state)) return;
  await change(
    id,
    { state: "Stopped", stopsAt: null, error: null },
    event(reason),
  );
  releaseService(id);
  await audit("startOrStopService", service, { to: "stop" });
}

export async function restartService(id: ServiceId): Promise<void> {
  await stopService(id);
  await startService(id);
}

export async function removeService(id: ServiceId): Promise<void> {
  const service = await getService(id);
  if (!service) return;
  await deleteService(id);
  releaseService(id);
  await deleteCalls(id);
  await audit("deleteService", service);
}

/** Stops services whose time is over, also while no page was open. @returns ms until the next one ends, or null. */
export async function stopExpired(now: number): Promise<number | null> {
  let next: number | null = null;
  for (const { id, state, stopsAt } of await listServices()) {
    if (!answersCalls(state) || stopsAt === null) continue;
    if (stopsAt <= now)
      await stopService(
        id,
        "The service stops when the auto stop time expires.",
      );
    else next = Math.min(next ?? Infinity, stopsAt - now);
  }
  return next;
}
