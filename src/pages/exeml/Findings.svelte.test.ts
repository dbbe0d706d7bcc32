import { expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import type { DatasetId, LabelingJobId } from "#core/ids.ts";
import { WHOLE_VERSION, type Problem } from "#core/problems.ts";
import { m } from "#messages/messages.ts";
import Findings from "./Findings.svelte";

const problem = (part: Partial<Problem>): Problem => ({
  severity: "error",
  rule: "check.name",
  file: WHOLE_VERSION,
  message: "Broken",
  ...part,
});
const open = (problems: readonly Problem[], job: string | null) =>
  render(Findings, {
    problems,
    labelingJobId: job as LabelingJobId | null,
    datasetId: "d1" as DatasetId,
    hasFailed: true,
  });

test("every named sample is a link to it in the labeling job", async () => {
  const samples = ["dog/a+b.jpg", "dog/2.jpg"];
  const screen = open(
    [
      problem({ file: "cat/a b#1.jpg", value: "a b#1.jpg" }),
      problem({ samples }),
    ],
    "job1",
  );
  const link = screen.getByRole("link", { name: "cat/a b#1.jpg" });
  await expect
    .element(link)
    .toHaveAttribute("href", "#/label/job1?find=cat%2Fa%20b%231.jpg");
  for (const name of samples)
    await expect
      .element(screen.getByRole("link", { name, exact: true }))
      .toHaveAttribute("href", `#/label/job1?find=${encodeURIComponent(name)}`);
});

test("rows of a table are told", async () => {
  const screen = open([problem({ file: "height", rows: [3, 17] })], null);
  await expect
    .element(screen.getByText(m.exeml.firstRows([3, 17])))
    .toBeInTheDocument();
});

test("a refusal by the guide offers the relaxed rules", async () => {
  const onrelax = vi.fn();
  const props = {
    problems: [problem({})],
    labelingJobId: null,
    datasetId: "d1" as DatasetId,
  };
  const relax = page.getByRole("button", { name: m.exeml.relax });
  const screen = await render(Findings, { ...props, hasFailed: true, onrelax });
  await relax.click();
  expect(onrelax).toHaveBeenCalledOnce();
  await screen.rerender({ onrelax: undefined });
  expect(relax.elements()).toEqual([]);
  await screen.rerender({ onrelax, hasFailed: false });
  expect(relax.elements()).toEqual([]);
});
