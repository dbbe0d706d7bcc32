import type { ProjectId } from "#core/ids.ts";
import type { Project } from "#core/project.ts";
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

export async function deleteProject(id: ProjectId): Promise<void> {
  await guarded(() => database.projects.delete(id));
}
