import { expect, test } from "vitest";
import { plainLabel } from "../../../tests/support/plain-label.ts";
import { labelsNeeded } from "./labels-needed.ts";

test("labels of the job and of the files, used or not, each once, without those left out", () => {
  const own = [{ label: plainLabel("cat"), count: 1 }];
  const labels = ["cat", "dog", "cow"].map((name) => ({ name, count: 2 }));
  const found = { labels, unusedLabels: ["owl"] };
  expect(labelsNeeded(found, new Set(), own)).toBe(4);
  expect(labelsNeeded(found, new Set(["dog", "cat"]), own)).toBe(3);
  expect(labelsNeeded({ labels }, new Set(["cow"]), [])).toBe(2);
});
