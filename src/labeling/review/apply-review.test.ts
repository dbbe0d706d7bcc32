import { describe, expect, test } from "vitest";
import type { LabelId, SampleId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import { planReview } from "./apply-review.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Fate, readObjects, type Reviewable } from "./reviewed-object.ts";
import { NOTHING_STAGED, stage } from "./staging.ts";

const cat = "cat" as LabelId;
const dog = "dog" as LabelId;
type Boxes = readonly { readonly label: LabelId; readonly size: number }[];

const item = (id: string, boxes: Boxes): LabelingItem =>
  ({
    sampleId: id as SampleId,
    annotation: boxes,
  }) as unknown as LabelingItem;

const source: Reviewable = {
  objectsOf: ({ annotation }) =>
    (annotation as Boxes).map(({ label, size }) => ({
      label,
      shape: { kind: "bndbox", xMin: 5, yMin: 0, xMax: 5 + size, yMax: 4 },
      confidence: null,
    })),
  change:
    (fates: ReadonlyMap<number, Fate>) =>
    ({ annotation }) => ({
      annotation: (annotation as Boxes).flatMap((box, i) => {
        const label = fates.get(i);
        if (label === null) return [];
        return [label === undefined ? box : { ...box, label }];
      }),
    }),
};

const rows = [
  item("s1", [
    { label: cat, size: 2 },
    { label: dog, size: 8 },
  ]),
  item("s2", [{ label: cat, size: 3 }]),
];
const store = {
  ids: async ({ state }: { state: string }) =>
    state === "labeled" ? rows.map(({ sampleId }) => sampleId) : [],
  items: async (ids: readonly SampleId[]) =>
    ids.map((id) => rows.find(({ sampleId }) => sampleId === id)),
};
const read = (signal = new AbortController().signal) =>
  readObjects(store, source, () => undefined, signal);

describe("reading", () => {
  test("lists every object with the size of its box", async () => {
    const { objects } = await read();
    expect(
      objects.map(({ sampleId, index, label, width, height }) => [
        `${sampleId}/${String(index)}`,
        label,
        width,
        height,
      ]),
    ).toEqual([
      ["s1/0", cat, 2, 4],
      ["s1/1", dog, 8, 4],
      ["s2/0", cat, 3, 4],
    ]);
  });

  test("stops when it is left", async () => {
    await expect(read(AbortSignal.abort())).rejects.toThrow();
  });
});

describe("applying", () => {
  test("changes the objects it means, and none beside them", async () => {
    const reading = await read();
    const [first, second] = reading.objects;
    const staged = stage(
      stage(NOTHING_STAGED, first ? [first] : [], dog),
      second ? [second] : [],
      null,
    );
    const plan = planReview(source, reading, staged);
    expect(plan.ids).toEqual(["s1"]);
    expect(plan.change(rows[0] as LabelingItem)).toEqual({
      annotation: [{ label: dog, size: 2 }],
    });
    expect(plan.change(rows[1] as LabelingItem)).toBeNull();
    expect([...plan.changed]).toEqual(["s1"]);
  });

  test("leaves pictures alone that changed since they were read", async () => {
    const reading = await read();
    const staged = stage(NOTHING_STAGED, reading.objects, null);
    const plan = planReview(source, reading, staged);
    const other = item("s1", [{ label: dog, size: 8 }]);
    expect(plan.change(other)).toBeNull();
    expect(plan.change(rows[1] as LabelingItem)).toEqual({ annotation: [] });
    expect([...plan.changed]).toEqual(["s2"]);
  });

  test("a fingerprint tells small differences", () => {
    const prints = [[], [1], [1.5], ["1"], [{ x: 1, y: 2 }], null].map(
      fingerprint,
    );
    expect(new Set(prints).size).toBe(prints.length);
    expect(fingerprint([{ x: 1, y: 2 }])).toBe(prints[4]);
  });
});
