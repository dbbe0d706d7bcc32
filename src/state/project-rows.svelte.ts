/** ExeML projects as a list to read; the home page shows it before anything that runs them is loaded. */
import type { Project } from "#core/project.ts";
import { listProjects } from "#storage/projects.ts";
import { Live } from "./live.svelte.ts";

export class ProjectRows {
  readonly #rows = new Live<readonly Project[] | null>(listProjects, null);

  get rows(): readonly Project[] | null {
    return this.#rows.current;
  }
}
