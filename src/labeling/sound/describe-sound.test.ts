import { expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import { describeSound } from "./describe-sound.ts";

const labels = ["rain", "dog"].map(
  (name) => ({ id: name as LabelId, name }) as Label,
);
const item = (more: Partial<LabelingItem> = {}): LabelingItem =>
  ({
    name: "a.wav",
    labels: [],
    state: "unlabeled",
    hard: null,
    ...more,
  }) as unknown as LabelingItem;

it("a recording is named by its file, length, labels and state", () => {
  const labeled = item({
    labels: ["rain", "dog"] as LabelId[],
    state: "labeled",
    hard: { coefficient: null, reasons: null },
  });
  expect(describeSound(labeled, labels, 1.25)).toBe(
    "a.wav, 0:01.2, rain, dog, Labeled, Hard example",
  );
  expect(describeSound(item(), labels, undefined)).toBe("a.wav, Unlabeled");
  expect(describeSound(item({ state: "labeled" }), labels, 2)).toBe(
    "a.wav, 0:02.0, Labeled, Nothing to label",
  );
});
