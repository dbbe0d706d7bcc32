import { describe, expect, it } from "vitest";
import type { LabelId, LabelingJobId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import { previewSplit, type PublishSource } from "./publish-preview.ts";

const label = (name: string): Label => ({
  id: name as LabelId,
  jobId: "job" as LabelingJobId,
  name,
  color: "#123456",
  shortcut: null,
  order: 0,
});

const item = (
  name: string | null,
  usage: "TRAIN" | "EVAL" | null = null,
): PublishSource["items"][number] => ({
  state: name === null ? "unlabeled" : "labeled",
  labels: name === null ? [] : [name as LabelId],
  usage,
});

const source: PublishSource = {
  labels: [label("cat"), label("dog"), label("owl")],
  items: [
    ...Array.from({ length: 20 }, () => item("cat")),
    ...Array.from({ length: 10 }, () => item("dog")),
    ...Array.from({ length: 5 }, () => item(null)),
  ],
};

describe("previewSplit", () => {
  it("gives every label its share", () => {
    const preview = previewSplit(source, {
      trainRatio: 0.8,
      seed: 1,
      stratified: true,
    });
    expect(preview).toMatchObject({ train: 24, evaluation: 6, unlabeled: 5 });
    expect(
      preview.labels.map(({ name, train, evaluation }) => [
        name,
        train,
        evaluation,
      ]),
    ).toEqual([
      ["cat", 16, 4],
      ["dog", 8, 2],
      ["owl", 0, 0],
    ]);
  });

  it("without a split everything trains but what came as EVAL", () => {
    const items = [item("cat"), item("cat", "EVAL"), item("dog", "TRAIN")];
    expect(previewSplit({ ...source, items }, null)).toMatchObject({
      train: 2,
      evaluation: 1,
    });
  });

  it("the seed decides an unstratified split", () => {
    const at = (seed: number): string =>
      JSON.stringify(
        previewSplit(source, { trainRatio: 0.5, seed, stratified: false }),
      );
    expect(at(1)).toBe(at(1));
    expect(new Set([1, 2, 3, 4, 5].map(at)).size).toBeGreaterThan(1);
  });
});
