import type { ServiceId } from "#core/ids.ts";
import type { Service } from "#core/service.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { trace } from "./traces.ts";

export async function addService(row: Service): Promise<void> {
  await guarded(() => database.services.add(row));
}

export async function updateService(
  id: ServiceId,
  patch: Partial<Omit<Service, "id">>,
): Promise<void> {
  await guarded(() => database.services.update(id, patch));
}

export async function getService(id: ServiceId): Promise<Service | undefined> {
  return guarded(() => database.services.get(id));
}

/** Newest first. */
export async function listServices(): Promise<Service[]> {
  return guarded(async () =>
    (await database.services.toArray()).sort(
      (a, b) => b.createdAt - a.createdAt,
    ),
  );
}

export async function deleteService(id: ServiceId): Promise<void> {
  await guarded(() => database.services.delete(id));
}

/** Notes in the audit log that a person asked the service. @param detail how much. */
export const tracePrediction = (
  { id, name }: Pick<Service, "id" | "name">,
  detail: { readonly samples: number } | { readonly rows: number },
): Promise<void> =>
  trace({
    name: "runPrediction",
    resourceType: "Service",
    resourceId: id,
    resourceName: name,
    detail,
  });
