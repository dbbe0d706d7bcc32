import type { ModelId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

export async function addModel(row: Model): Promise<void> {
  await guarded(() => database.models.add(row));
}

export async function updateModel(
  id: ModelId,
  patch: Partial<Omit<Model, "id">>,
): Promise<void> {
  await guarded(() => database.models.update(id, patch));
}

export async function getModel(id: ModelId): Promise<Model | undefined> {
  return guarded(() => database.models.get(id));
}

/** Newest first. */
export async function listModels(): Promise<Model[]> {
  return guarded(async () =>
    (await database.models.toArray()).sort((a, b) => b.createdAt - a.createdAt),
  );
}

export async function deleteModel(id: ModelId): Promise<void> {
  await guarded(() => database.models.delete(id));
}
