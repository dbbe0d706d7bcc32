/** How the list of projects is narrowed and ordered. Source: ExeML 1.3. */
import type { Project } from "#core/project.ts";
import { m } from "#messages/messages.ts";
import { currentPhase, nameOfPhase } from "./project-words.ts";

/** Name stands before these, Operation after them: both are always shown. */
export const CHOSEN_COLUMNS = [
  "status",
  "type",
  "phase",
  "tag",
  "executions",
  "created",
  "description",
] as const;
export type ChosenColumn = (typeof CHOSEN_COLUMNS)[number];
export type SortColumn = "name" | ChosenColumn;
export const SORT_COLUMNS: readonly SortColumn[] = ["name", ...CHOSEN_COLUMNS];

export interface ProjectSort {
  readonly column: SortColumn;
  readonly isDescending: boolean;
}

/** Empty texts narrow nothing. */
export interface ProjectFilter {
  /** Part of the name, the description or a tag, case ignored. */
  readonly search: string;
  readonly status: string;
  readonly type: string;
  readonly phase: string;
  readonly tag: string;
}

export const typeName = (type: string): string =>
  m.exeml.types[type]?.name ?? type;
export const phaseName = (project: Project): string =>
  nameOfPhase(currentPhase(project));

const VALUES: Readonly<
  Record<SortColumn, (project: Project) => string | number>
> = {
  name: ({ name }) => name,
  status: ({ state }) => m.exeml.states[state],
  type: ({ type }) => typeName(type),
  phase: phaseName,
  tag: ({ tags }) => tags.join(", "),
  executions: ({ execution }) => execution,
  created: ({ createdAt }) => createdAt,
  description: ({ description }) => description,
};

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  // `pears-2` before `pears-10`.
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

const fits = (wanted: string, found: string): boolean =>
  wanted === "" || wanted === found;

export function arrangeProjects(
  projects: readonly Project[],
  { search, status, type, phase, tag }: ProjectFilter,
  { column, isDescending }: ProjectSort,
): Project[] {
  const wanted = search.trim().toLowerCase();
  const valueOf = VALUES[column];
  const sign = isDescending ? -1 : 1;
  return projects
    .filter(
      (project) =>
        fits(status, project.state) &&
        fits(type, project.type) &&
        fits(phase, phaseName(project)) &&
        (tag === "" || project.tags.includes(tag)) &&
        [project.name, project.description, ...project.tags].some((text) =>
          text.toLowerCase().includes(wanted),
        ),
    )
    .sort((a, b) => sign * compare(valueOf(a), valueOf(b)));
}
