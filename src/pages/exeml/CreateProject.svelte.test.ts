import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { m } from "#messages/messages.ts";
import { ProjectList } from "#state/projects.svelte.ts";
import {
  emptyDatabase,
  importFiles,
  newDataset,
} from "../../../tests/support/stored-data.ts";
import CreateProject from "./CreateProject.svelte";

const TEXTS = 60;
let datasetId: string;
beforeAll(async () => {
  await emptyDatabase();
  const kind = { dataType: "text", type: "text_classification" } as const;
  const made = await newDataset(kind);
  const lines = Array.from(
    { length: TEXTS },
    (_, i) => `Text ${String(i)}\t${i % 2 === 0 ? "good" : "bad"}\n`,
  );
  const file = new File(lines, "texts.txt");
  await importFiles(made, [{ path: "texts.txt", file }]);
  datasetId = made.dataset.id;
});
afterAll(emptyDatabase);

test("nothing is asked before it is known what can be learned from", async () => {
  render(CreateProject, {
    list: new ProjectList(),
    datasetId,
    type: "",
    onclose: vi.fn(),
    oncreated: vi.fn(),
  });
  const rule = (name: RegExp) => page.getByRole("radio", { name });
  // Else the rules chosen for a dataset that is not read yet would be taken back under the hand.
  expect(rule(/./).elements()).toEqual([]);
  await expect.element(rule(/^Guide/)).toBeChecked();
  await expect
    .element(page.getByText(m.exeml.types["text_classification"]?.name ?? ""))
    .toBeVisible();
  await rule(/^Relaxed/).click();
  await expect.element(rule(/^Relaxed/)).toBeChecked();
});
