import type { BlobHash, ModelId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import { modelBlobs } from "./blob-owners.ts";
import { releaseBlobs, retainBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

/** Stores the model and keeps its files, in one transaction. */
export async function addModel(row: Model): Promise<void> {
  const { models, blobs } = database;
  await guarded(() =>
    database.transaction("rw", models, blobs, async () => {
      await models.add(row);
      await retainBlobs(modelBlobs(row));
    }),
  );
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

/** Changes one file of a model. @param hash stored, but not retained yet; null takes it away. */
export async function setModelFile(
  id: ModelId,
  path: string,
  hash: BlobHash | null,
): Promise<void> {
  const { models, blobs } = database;
  await guarded(() =>
    database.transaction("rw", models, blobs, async () => {
      const model = await models.get(id);
      if (!model) return;
      const { [path]: before, ...others } = model.files;
      const files = hash ? { ...others, [path]: hash } : others;
      await models.update(id, { files });
      if (hash) await retainBlobs([hash]);
      if (before) await releaseBlobs([before]);
    }),
  );
}

/** Its files go with the next clean-up, unless something else refers to them. */
export async function deleteModel(id: ModelId): Promise<void> {
  const { models, blobs } = database;
  await guarded(() =>
    database.transaction("rw", models, blobs, async () => {
      const model = await models.get(id);
      if (!model) return;
      await models.delete(id);
      await releaseBlobs(modelBlobs(model));
    }),
  );
}
