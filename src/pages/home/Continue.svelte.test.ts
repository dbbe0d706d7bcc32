import { beforeEach, expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import type { ProjectId } from "#core/ids.ts";
import type { Project } from "#core/project.ts";
import { freshPhase } from "#exeml/transition.ts";
import { addProject } from "#storage/projects.ts";
import { emptyDatabase } from "../../../tests/support/stored-data.ts";
import Continue from "./Continue.svelte";

const project = (id: string, state: Project["state"]): Project =>
  ({
    id: id as ProjectId,
    name: `project-${state}`,
    createdAt: 1,
    state,
    phases: [
      { ...freshPhase({ name: "Label Data", kind: "label" }) },
      { ...freshPhase({ name: "Check Data", kind: "check" }) },
    ].map((phase, i) => ({
      ...phase,
      state: i === 0 ? "executed" : state === "failed" ? "failed" : "executed",
    })),
  }) as unknown as Project;

// Other tests of one page leave theirs.
beforeEach(emptyDatabase);

test("offers a project whose phase failed, and says what to do", async () => {
  await addProject(project("p1", "failed"));
  await addProject(project("p2", "executed"));
  const screen = render(Continue);
  await expect.element(screen.getByText("project-failed")).toBeVisible();
  await expect
    .element(screen.getByText(/^Check Data failed.*Retry/))
    .toBeVisible();
  const open = screen.getByRole("link");
  await expect.element(open).toHaveAttribute("href", "#/exeml/p1");
  expect(screen.getByText("project-executed").query()).toBeNull();
});
