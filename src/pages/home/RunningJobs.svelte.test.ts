import { afterEach, expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import type { DatasetId, JobId, ProjectId } from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import { database } from "#storage/database.ts";
import RunningJobs from "./RunningJobs.svelte";

const job = (id: string, rest: Partial<Job>): Job => ({
  id: id as JobId,
  kind: "export",
  title: id,
  datasetId: null,
  labelingJobId: null,
  projectId: null,
  input: null,
  cursor: null,
  result: null,
  state: "running",
  waitingFor: null,
  done: 1,
  total: 2,
  unit: "files",
  problems: [],
  problemCount: 0,
  error: null,
  createdAt: 1,
  startedAt: 1,
  endedAt: null,
  updatedAt: 1,
  ...rest,
});

afterEach(() => database.jobs.clear());

test("each job leads to the page where it is answered", async () => {
  const datasetId = "d1" as DatasetId;
  await database.jobs.bulkAdd([
    job("photos", { kind: "import", datasetId }),
    job("zip", { datasetId }),
    job("round", { kind: "train", datasetId, projectId: "p1" as ProjectId }),
    job("everything", { kind: "backup" }),
    job("over", { state: "done", datasetId }),
  ]);
  const screen = render(RunningJobs);
  const link = (name: string) => screen.getByRole("link", { name });
  await expect
    .element(link("photos"))
    .toHaveAttribute("href", "#/datasets/d1?import=photos");
  await expect.element(link("zip")).toHaveAttribute("href", "#/datasets/d1");
  await expect.element(link("round")).toHaveAttribute("href", "#/exeml/p1");
  await expect.element(screen.getByText(/everything/)).toBeVisible();
  expect(link("everything").query()).toBeNull();
  expect(screen.getByText("over").query()).toBeNull();
});
