import { expect, test } from "vitest";
import type { LabelId, SampleId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import type { Shape } from "#core/shape.ts";
import type { Change } from "#labeling/item-change.ts";
import { drawn } from "#labeling/objects/edits.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import { RegionEditor } from "./region-editor.svelte.ts";

const focused = "s1" as SampleId;
const box = (x: number, y: number, width: number, height: number): Shape => ({
  kind: "polygon",
  points: [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ],
});

/** An editor of one picture with these shapes. */
function editorOf(...shapes: Shape[]) {
  let row = {
    sampleId: focused,
    state: "labeled",
    annotation: {
      objects: shapes.map((shape) => drawn("cat" as LabelId, shape)),
      extra: {},
    },
  } as unknown as LabelingItem;
  const session = {
    focused,
    list: { row: () => row },
    edit: (_gesture: string, change: (item: LabelingItem) => Change | null) => {
      row = { ...row, ...change(row) };
    },
  } as unknown as LabelingSession;
  const editor = new RegionEditor(session);
  editor.size = { width: 200, height: 100 };
  const kinds = () => editor.objects.map(({ shape }) => shape.kind);
  return { editor, kinds };
}

test("converting leaves what is not selected, and what covers no pixel", () => {
  const thin = box(60.1, 10, 0.2, 30);
  const { editor, kinds } = editorOf(box(0, 0, 40, 40), thin);
  editor.convert();
  expect(kinds()).toEqual(["polygon", "polygon"]);
  editor.select([0, 1]);
  editor.convert();
  expect(kinds()).toEqual(["mask", "polygon"]);
  expect(editor.objects[1]?.shape).toBe(thin);
});

test("the eraser leaves locked regions and those that it does not meet", () => {
  const [left, right] = [box(0, 0, 40, 40), box(100, 0, 40, 40)];
  const { editor } = editorOf(left, right);
  const stroke = {
    tool: "eraser" as const,
    points: [{ x: 20, y: 0 }],
    radius: 5,
  };
  editor.toggleLocked(0);
  editor.select([0]);
  editor.stroke(stroke);
  expect(editor.objects.map(({ shape }) => shape)).toEqual([left, right]);
  editor.toggleLocked(0);
  editor.select([]);
  editor.stroke(stroke);
  expect(editor.objects[0]?.shape).not.toEqual(left);
  expect(editor.objects[1]?.shape).toBe(right);
  expect(editor.selected.size).toBe(0);
});
