import { describe, expect, test } from "vitest";
import type { LabelId, SampleId } from "#core/ids.ts";
import type { ReviewedObject } from "./reviewed-object.ts";
import {
  fatesBySample,
  NOTHING_STAGED,
  redo,
  stage,
  undo,
  without,
} from "./staging.ts";

const cat = "cat" as LabelId;
const dog = "dog" as LabelId;
const object = (sample: string, index: number): ReviewedObject => ({
  sampleId: sample as SampleId,
  index,
  label: cat,
  box: [0, 0, 1, 1],
  width: 1,
  height: 1,
  confidence: null,
});
const [a, b, c] = [object("s1", 0), object("s1", 1), object("s2", 0)] as const;

describe("staged modifications", () => {
  test("hold what is to become of each object, the last wish wins", () => {
    const once = stage(NOTHING_STAGED, [a, b], dog);
    const twice = stage(once, [b, c], null);
    expect([...twice.fates]).toEqual([
      [a, dog],
      [b, null],
      [c, null],
    ]);
  });

  test("an object's own label takes its modification back", () => {
    const staged = stage(stage(NOTHING_STAGED, [a, b], null), [a], cat);
    expect([...staged.fates.keys()]).toEqual([b]);
  });

  test("what changes nothing is no step", () => {
    expect(stage(NOTHING_STAGED, [a], cat)).toBe(NOTHING_STAGED);
    const staged = stage(NOTHING_STAGED, [a], dog);
    expect(stage(staged, [a], dog)).toBe(staged);
  });

  test("undo and redo go through all steps, and a new step ends redo", () => {
    const one = stage(NOTHING_STAGED, [a], dog);
    const two = stage(one, [a, b], null);
    const back = undo(two);
    expect([...back.fates]).toEqual([[a, dog]]);
    expect(undo(back).fates.size).toBe(0);
    expect(undo(undo(back)).fates.size).toBe(0);
    expect([...redo(redo(undo(back))).fates]).toEqual([...two.fates]);
    expect(redo(stage(back, [c], dog)).fates.get(b)).toBeUndefined();
  });

  test("are handed out by picture", () => {
    const { fates } = stage(stage(NOTHING_STAGED, [b, c], dog), [a], null);
    const found = fatesBySample(fates);
    expect(found.get("s1" as SampleId)).toEqual(
      new Map([
        [0, null],
        [1, dog],
      ]),
    );
    expect(found.get("s2" as SampleId)).toEqual(new Map([[0, dog]]));
  });

  test("of objects that are gone are forgotten, by undo and redo as well", () => {
    const staged = undo(
      stage(stage(stage(NOTHING_STAGED, [a, c], dog), [b], null), [a], null),
    );
    const left = without(staged, new Set([a]));
    expect([...left.fates]).toEqual([
      [c, dog],
      [b, null],
    ]);
    expect(left.undone).toEqual([]);
    expect([...undo(undo(left)).fates]).toEqual([]);
    expect([...undo(left).fates]).toEqual([[c, dog]]);
  });
});
