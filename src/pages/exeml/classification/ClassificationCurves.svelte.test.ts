import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { m } from "#messages/messages.ts";
import ClassificationCurves from "./ClassificationCurves.svelte";
import { evaluationOf } from "./fixture.ts";

const texts = m.evaluation;
const confusion = Array.from({ length: 14 }, (_, truth) =>
  Array.from({ length: 14 }, (_, predicted) => Number(truth === predicted)),
);

test("the curve of every label can be seen", async () => {
  const screen = render(ClassificationCurves, {
    evaluation: evaluationOf(confusion),
  });
  const curves = (): string | null =>
    screen
      .getByRole("img", { name: new RegExp(`^${texts.curves}`) })
      .element()
      .getAttribute("aria-label");
  expect(curves()).toContain("label 3");
  expect(curves()).not.toContain("label 13");
  await screen.getByLabelText(/^Labels shown: 4/).click();
  await page.getByRole("checkbox", { name: "label 13" }).click();
  await expect.poll(curves).toContain("label 13");
});
