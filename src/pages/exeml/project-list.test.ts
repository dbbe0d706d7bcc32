import { describe, expect, it } from "vitest";
import type { Project } from "#core/project.ts";
import {
  arrangeProjects,
  type ProjectFilter,
  type ProjectSort,
} from "./project-list.ts";

const project = (name: string, part: Partial<Project> = {}): Project =>
  ({
    name,
    description: "",
    type: "image_classification",
    tags: [],
    createdAt: 0,
    state: "executed",
    execution: 1,
    phases: [{ name: "Label Data", state: "awaiting" }],
    ...part,
  }) as unknown as Project;

const rows = [
  project("pears-10", { createdAt: 3, tags: ["farm", "field"] }),
  project("pears-2", { createdAt: 1, state: "failed", execution: 11 }),
  project("Spam", {
    createdAt: 2,
    type: "text_classification",
    description: "Mails of the OFFICE",
    execution: 2,
    phases: [
      { name: "Label Data", state: "executed" },
      { name: "Check Data", state: "failed" },
    ] as unknown as Project["phases"],
  }),
];
const names = (
  filter: Partial<ProjectFilter>,
  sort: ProjectSort = { column: "name", isDescending: false },
): string[] =>
  arrangeProjects(
    rows,
    { search: "", status: "", type: "", phase: "", tag: "", ...filter },
    sort,
  ).map(({ name }) => name);

describe("arrangeProjects", () => {
  it.each<readonly [string, Partial<ProjectFilter>, readonly string[]]>([
    ["nothing", {}, ["pears-2", "pears-10", "Spam"]],
    ["a part of the name", { search: " PEARS " }, ["pears-2", "pears-10"]],
    ["a part of the description", { search: "office" }, ["Spam"]],
    ["a part of a tag", { search: "fie" }, ["pears-10"]],
    ["the status", { status: "failed" }, ["pears-2"]],
    ["the type", { type: "text_classification" }, ["Spam"]],
    ["the current phase", { phase: "Check Data" }, ["Spam"]],
    ["a tag", { tag: "farm" }, ["pears-10"]],
    ["all of them", { search: "pears", phase: "Check Data" }, []],
  ])("narrows by %s", (_, filter, expected) => {
    expect(names(filter)).toEqual(expected);
  });

  it.each<readonly [ProjectSort["column"], readonly string[]]>([
    ["name", ["Spam", "pears-10", "pears-2"]],
    ["created", ["pears-10", "Spam", "pears-2"]],
    ["executions", ["pears-2", "Spam", "pears-10"]],
    ["description", ["Spam", "pears-10", "pears-2"]],
    ["status", ["pears-2", "pears-10", "Spam"]],
  ])("orders by %s, largest first", (column, expected) => {
    expect(names({}, { column, isDescending: true })).toEqual(expected);
  });
});
