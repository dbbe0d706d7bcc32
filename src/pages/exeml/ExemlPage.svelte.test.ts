import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import type { Project } from "#core/project.ts";
import { m } from "#messages/messages.ts";
import { database } from "#storage/database.ts";
import ExemlPage from "./ExemlPage.svelte";

const texts = m.projects;
const project = (name: string, part: Partial<Project>): Project =>
  ({
    id: name,
    name,
    description: "",
    type: "image_classification",
    tags: [],
    createdAt: 1,
    updatedAt: 1,
    state: "executed",
    execution: 1,
    phases: [],
    ...part,
  }) as unknown as Project;

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  await database.projects.bulkPut([
    project("pears-2", { createdAt: 3, state: "failed" }),
    project("pears-10", { createdAt: 2 }),
    project("spam", { type: "text_classification", description: "mails" }),
  ]);
});
afterEach(() => database.projects.clear());

const open = () => render(ExemlPage, { params: {}, query: {} });
type Screen = ReturnType<typeof open>;
const names = (screen: Screen): (string | null)[] =>
  screen
    .getByRole("rowheader")
    .elements()
    .map(({ textContent }) => textContent?.trim() ?? null);

test("is searched, narrowed and ordered", async () => {
  const screen = open();
  await expect
    .poll(() => names(screen))
    .toEqual(["pears-2", "pears-10", "spam"]);
  const head = screen.getByRole("columnheader", { name: texts.columns.name });
  await head.getByRole("button").click();
  await expect.element(head).toHaveAttribute("aria-sort", "ascending");
  await head.getByRole("button").click();
  expect(names(screen)).toEqual(["spam", "pears-10", "pears-2"]);

  const search = screen.getByRole("searchbox");
  await search.fill("MAILS");
  await expect.poll(() => names(screen)).toEqual(["spam"]);
  await search.fill("");
  await screen.getByLabelText(/^Status:/).click();
  await page.getByRole("option", { name: m.exeml.states.failed }).click();
  await expect.poll(() => names(screen)).toEqual(["pears-2"]);
});

test("keeps which columns are shown; Cancel changes nothing", async () => {
  const screen = open();
  const head = (name: string) => screen.getByRole("columnheader", { name });
  await expect.element(head(texts.columns.description)).toBeInTheDocument();
  for (const end of [m.common.cancel, m.common.ok]) {
    await screen.getByRole("button", { name: texts.settings }).click();
    const dialog = screen.getByRole("dialog");
    await dialog.getByRole("switch", { name: texts.wraps }).click();
    await dialog.getByRole("checkbox", { name: texts.columns.phase }).click();
    await dialog.getByRole("button", { name: end }).click();
    await expect
      .poll(() => head(texts.columns.phase).elements().length)
      .toBe(end === m.common.cancel ? 1 : 0);
  }
  screen.unmount();
  const again = open();
  await expect.poll(() => names(again)).toHaveLength(3);
  expect(head(texts.columns.phase).elements()).toHaveLength(0);
  expect(again.container.querySelector(".wraps")).not.toBeNull();
});

test("a description and tags are written, searched and shown", async () => {
  const screen = open();
  await screen.getByRole("button", { name: texts.more("pears-10") }).click();
  await screen.getByRole("menuitem", { name: texts.modify }).click();
  const dialog = screen.getByRole("dialog");
  await dialog.getByLabelText(m.exeml.description).fill("From the old farm");
  await dialog.getByLabelText(texts.tags).fill("farm, 2024, farm ");
  await dialog.getByRole("button", { name: m.common.save }).click();
  await expect
    .element(screen.getByRole("cell", { name: "From the old farm" }))
    .toBeInTheDocument();
  expect((await database.projects.get("pears-10" as never))?.tags).toEqual([
    "farm",
    "2024",
  ]);
  await screen.getByLabelText(/^Tag:/).click();
  await page.getByRole("option", { name: "2024" }).click();
  await expect.poll(() => names(screen)).toEqual(["pears-10"]);
});

test("is ordered by a choice on a phone, where cards have no heads", async () => {
  await page.viewport(390, 844);
  const screen = open();
  await expect.poll(() => names(screen)).toHaveLength(3);
  await screen.getByLabelText(/^Sort by:/).click();
  await page
    .getByRole("option", { name: texts.up(texts.columns.name) })
    .click();
  await expect
    .poll(() => names(screen))
    .toEqual(["pears-2", "pears-10", "spam"]);
});
