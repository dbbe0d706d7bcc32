import type { ProjectId } from "#core/ids.ts";
import type { Project } from "#core/project.ts";
import { trainingBlobs } from "./blob-owners.ts";
import { releaseBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

export async function addProject(row: Project): Promise<void> {
  await guarded(() => database.projects.add(row));
}

export async function updateProject(
  id: ProjectId,
  patch: Partial<Omit<Project, "id">>,
): Promise<void> {
  await guarded(() => database.projects.update(id, patch));
}

export async function getProject(id: ProjectId): Promise<Project | undefined> {
  return guarded(() => database.projects.get(id));
}

/** Newest first. */
export async function listProjects(): Promise<Project[]> {
  return guarded(async () =>
    (await database.projects.toArray()).sort(
      (a, b) => b.createdAt - a.createdAt,
    ),
  );
}

/** With its training rounds; a registered model keeps its own hold on the files it shares with one. */
export async function deleteProject(id: ProjectId): Promise<void> {
  const { projects, trainings, blobs } = database;
  await guarded(() =>
    database.transaction("rw", projects, trainings, blobs, async () => {
      const rounds = trainings.where({ projectId: id });
      await releaseBlobs((await rounds.toArray()).flatMap(trainingBlobs));
      await rounds.delete();
      await projects.delete(id);
    }),
  );
}
