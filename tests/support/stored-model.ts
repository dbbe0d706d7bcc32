/** A registered model, as its table has it. */
import { newId, type BlobHash, type ModelId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { addModel } from "#storage/models.ts";

/** Stores the files and registers them. */
export async function storedModel(
  files: Readonly<Record<string, Blob | Uint8Array>>,
  about: Pick<Model, "name" | "labelingType" | "labels">,
): Promise<Model> {
  const paths = Object.keys(files);
  const stored = await writeBlobs(
    Object.values(files).map((file) =>
      file instanceof Blob ? file : Uint8Array.from(file),
    ),
  );
  const model: Model = {
    ...about,
    id: newId<ModelId>(),
    version: "0.0.1",
    description: "",
    source: "Training job",
    projectId: null,
    trainingId: null,
    createdAt: 1,
    status: "Normal",
    statusReason: null,
    metrics: null,
    bytes: 0,
    files: Object.fromEntries(
      paths.map((path, i) => [path, stored[i]?.hash ?? ("" as BlobHash)]),
    ),
  };
  await addModel(model);
  return model;
}
