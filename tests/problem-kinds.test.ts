/** Every rule that a reader of files reports has words for people. */
import { expect, test } from "vitest";
import { problemKinds } from "#messages/en/problem-kinds.ts";
import { files } from "./support/source-files.ts";

const READERS = ["formats", "media", "labeling", "workers"];
const AREAS =
  /["`]((?:ade20k|audio|backup|box|coco|csv|cvat|export|file|icdar|image|json|jsonl|kitti|label|label_studio|labelme|manifest|mot|object|picture|png|region|shape|size|table|text|voc|widerface|yolo|zip)\.[a-z_]+)["`]/g;

test("no rule is shown as its id", () => {
  const rules = files
    .filter(
      ({ path, layer }) => READERS.includes(layer) && !/\.test\./.test(path),
    )
    .flatMap(({ text }) =>
      [...text.matchAll(AREAS)].map((found) => found[1] ?? ""),
    );
  expect(new Set(rules).size).toBeGreaterThan(100);
  expect([...new Set(rules)].filter((rule) => !(rule in problemKinds))).toEqual(
    [],
  );
});
