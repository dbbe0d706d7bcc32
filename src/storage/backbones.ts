/** Backbones that the user added. Their files are blobs, held by the record. */
import type { AddedBackbone } from "#core/backbone.ts";
import { AppError } from "#core/errors.ts";
import { OPEN_TRAINING_STATES } from "#core/training.ts";
import { backboneBlobs } from "./blob-owners.ts";
import { releaseBlobs, retainBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { trace } from "./traces.ts";

const entry = ({ id, name, source, hash }: AddedBackbone) => ({
  resourceType: "Model",
  resourceId: id,
  resourceName: name,
  detail: { source, hash },
});

/** Stores it and holds its files. @returns the record that was there already, or the new one. */
export async function addBackbone(row: AddedBackbone): Promise<AddedBackbone> {
  return guarded(() =>
    database.transaction(
      "rw",
      [database.backbones, database.blobs, database.traces],
      async () => {
        const known = await database.backbones.get(row.id);
        if (known) return known;
        await database.backbones.add(row);
        await retainBlobs(backboneBlobs(row));
        await trace({ name: "addBackbone", ...entry(row) });
        return row;
      },
    ),
  );
}

export async function getBackbone(
  id: string,
): Promise<AddedBackbone | undefined> {
  return guarded(() => database.backbones.get(id));
}

/** Oldest first. */
export async function listBackbones(): Promise<AddedBackbone[]> {
  return guarded(() => database.backbones.orderBy("createdAt").toArray());
}

/** What needs each backbone, in words: models by name and version, training rounds that are not over. */
export async function backboneUsers(): Promise<Map<string, string[]>> {
  return guarded(async () => {
    const users = new Map<string, string[]>();
    const note = (id: string, name: string): void =>
      void users.set(id, [...(users.get(id) ?? []), name]);
    await database.models.each(({ backbone, name, version }) => {
      if (backbone) note(backbone.id, `${name} ${version}`);
    });
    const runs = await database.trainings.toArray();
    for (const { options, state, name } of runs)
      if (OPEN_TRAINING_STATES.includes(state)) note(options.backbone, name);
    return users;
  });
}

/** The files go with the next sweep. @throws AppError('format') while a model or a training round needs it. */
export async function deleteBackbone(id: string): Promise<void> {
  await guarded(() =>
    database.transaction(
      "rw",
      [
        database.backbones,
        database.blobs,
        database.models,
        database.trainings,
        database.traces,
      ],
      async () => {
        const row = await database.backbones.get(id);
        if (!row) return;
        const users = (await backboneUsers()).get(id) ?? [];
        if (users.length > 0)
          throw new AppError(
            "format",
            `${row.name} is needed by ${users.join(", ")}: delete these first`,
            { backbone: id, users: users.length },
          );
        await database.backbones.delete(id);
        await releaseBlobs(backboneBlobs(row));
        await trace({ name: "deleteBackbone", ...entry(row) });
      },
    ),
  );
}
