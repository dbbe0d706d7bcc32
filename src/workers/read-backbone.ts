/** Added backbones from storage, as the learning engine reads them. */
import { AppError } from "#core/errors.ts";
import type { ReadBackbone } from "#ml/backbone-catalogue.ts";
import { getBackbone } from "#storage/backbones.ts";
import { readBlob } from "#storage/blobs.ts";

/** @throws AppError('storage') when it was deleted or never added here. */
export const readBackbone: ReadBackbone = async (id, name) => {
  const row = await getBackbone(id);
  if (!row)
    throw new AppError(
      "storage",
      `The backbone ${name} is not on this device: add it under Settings, Backbones`,
      { reason: "missing", backbone: id },
    );
  const files = await Promise.all(
    Object.entries(row.files).map(
      async ([path, hash]) =>
        [
          path,
          new Uint8Array(await (await readBlob(hash)).arrayBuffer()),
        ] as const,
    ),
  );
  return {
    name: row.name,
    facts: row,
    files: Object.fromEntries(files),
  };
};
