/** Screens of the sample's project: the list of projects, its phases, its evaluation. */
import { dialog, press, pressIn } from "./controls.ts";
import type { SampleIds, Screen } from "./screens.ts";

export function exemlScreens({
  project: id,
  training,
}: SampleIds): readonly Screen[] {
  const project = `/exeml/${id}`;
  const evaluation = `${project}/evaluation/${training}`;
  const phases = [
    "Label Data",
    "Check Data",
    "Classify Images",
    "Register Model",
  ];
  return [
    { name: "projects", path: "/exeml" },
    {
      name: "how projects are listed",
      path: "/exeml",
      open: press("List settings"),
      shows: dialog,
    },
    {
      name: "modify project",
      path: "/exeml",
      open: pressIn(/^More for/, "Modify"),
      shows: dialog,
    },
    { name: "create project", path: "/exeml?create=1", shows: dialog },
    {
      name: "training options",
      path: "/exeml?create=1",
      open: async (page) => dialog(page).getByText("Training options").click(),
    },
    { name: "project", path: project },
    ...phases.map((phase) => ({
      name: `project, ${phase}`,
      path: project,
      open: press(new RegExp(`^${phase}`)),
    })),
    {
      name: "new round",
      path: project,
      open: press("Start new round"),
      shows: dialog,
    },
    {
      name: "evaluation",
      path: evaluation,
      shows: (page) => page.getByRole("grid"),
    },
    {
      name: "pictures of a cell",
      path: evaluation,
      open: press(/, predicted /),
    },
    {
      name: "matrix of thumbnails",
      path: evaluation,
      open: async (page) => {
        await page.getByLabel(/^Cells/).click();
        await page.getByRole("option", { name: "Thumbnail" }).click();
      },
      shows: (page) => page.getByRole("grid").getByRole("presentation"),
    },
    {
      name: "labels of the matrix",
      path: evaluation,
      open: press(/^Labels shown/),
      shows: (page) => page.getByRole("checkbox"),
    },
    {
      name: "label of an evaluation",
      path: `${evaluation}/labels/0`,
      open: async (page) =>
        page.getByRole("rowheader").getByRole("button").first().click(),
      shows: (page) => page.getByRole("heading", { level: 3 }),
    },
  ];
}
