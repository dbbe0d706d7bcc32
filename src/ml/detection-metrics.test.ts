import { describe, expect, it } from "vitest";
import type {
  DetectedPicture,
  FoundObject,
  PixelBox,
  TrueObject,
} from "#core/detection.ts";
import type { BlobHash } from "#core/ids.ts";
import { seededRandom } from "#core/random.ts";
import { evaluateDetections, judge, pointAt } from "./detection-metrics.ts";

const at = (x: number, y: number, side = 10): PixelBox => [
  x,
  y,
  x + side,
  y + side,
];
/** @param isCrowd several objects in one box, which are ignored. */
const truth = (box: PixelBox, label = 0, isCrowd = false): TrueObject => ({
  label,
  box,
  isIgnored: isCrowd,
  ...(isCrowd ? { isCrowd } : {}),
});
const found = (score: number, box: PixelBox, label = 0): FoundObject => ({
  label,
  score,
  box,
});
const picture = (
  truths: readonly TrueObject[],
  objects: readonly FoundObject[],
): DetectedPicture => ({
  sampleId: "a",
  hash: "a" as BlobHash,
  path: "a.jpg",
  width: 100,
  height: 100,
  truth: truths,
  found: objects,
});

describe("matching", () => {
  it("gives each truth one object: the second is wrong", () => {
    const judged = judge(
      [truth(at(0, 0))],
      [found(0.9, at(0, 1)), found(0.8, at(0, 0))],
      0.5,
    );
    expect(judged).toEqual([
      { score: 0.9, isRight: true },
      { score: 0.8, isRight: false },
    ]);
  });

  it("takes the truth that overlaps most, and only above the bound", () => {
    const near = truth([1, 0, 11, 10]);
    const nearer = truth([0, 0, 10, 10]);
    const judged = judge(
      [near, nearer],
      [found(0.9, at(0, 0)), found(0.8, [2, 0, 12, 10]), found(0.7, at(50, 0))],
      0.5,
    );
    expect(judged.map(({ isRight }) => isRight)).toEqual([true, true, false]);
  });

  it("a difficult object takes what fits it, not any small box inside", () => {
    const difficult = { label: 0, box: at(0, 0, 40), isIgnored: true };
    expect(judge([difficult], [found(0.9, at(0, 0, 38))], 0.5)).toEqual([]);
    expect(judge([difficult], [found(0.9, at(5, 5, 10))], 0.5)).toEqual([
      { score: 0.9, isRight: false },
    ]);
  });

  it("an ignored truth takes any number of objects, and none of them counts", () => {
    const judged = judge(
      [truth([0, 0, 50, 50], 0, true), truth(at(60, 60))],
      [found(0.9, at(5, 5)), found(0.8, at(20, 20)), found(0.7, at(60, 60))],
      0.5,
    );
    expect(judged).toEqual([{ score: 0.7, isRight: true }]);
  });
});

/*
 * Label a: 3 truths, objects by score: .9 right, .8 wrong (duplicate), .6 right, .4 wrong; one truth
 * is missed. Precision after each: 1, 1/2, 2/3, 1/2; recall 1/3, 1/3, 2/3, 2/3. Made falling: 1 up
 * to recall 1/3 (recalls 0 to .33: 34), 2/3 up to 2/3 (.34 to .66: 33), then 0.
 */
const byHand = (34 + 33 * (2 / 3)) / 101;
const pictures = [
  picture(
    [truth(at(0, 0)), truth(at(40, 40)), truth([70, 70, 90, 90], 0, true)],
    [
      found(0.9, at(0, 0)),
      found(0.8, at(1, 0)),
      // Right but for the label.
      found(0.7, at(40, 40), 1),
      // Inside the ignored one.
      found(0.65, at(72, 72)),
    ],
  ),
  picture(
    [truth(at(10, 10))],
    [found(0.6, at(10, 10)), found(0.4, at(80, 80))],
  ),
];

describe("figures", () => {
  const evaluation = evaluateDetections(["a", "b", "c"], pictures);

  it("are those computed by hand", () => {
    const [a, b] = evaluation.perClass;
    expect(a?.objects).toBe(3);
    expect(a?.ap50).toBeCloseTo(byHand, 12);
    // All right objects are exact, so stricter overlaps change nothing.
    expect(a?.ap).toBeCloseTo(byHand, 12);
    expect(b?.ap50).toBeNull();
    expect(evaluation.map50).toBeCloseTo(byHand, 12);
    expect(a?.curve).toEqual([
      { threshold: 0.9, precision: 1, recall: 1 / 3 },
      { threshold: 0.8, precision: 1 / 2, recall: 1 / 3 },
      { threshold: 0.6, precision: 2 / 3, recall: 2 / 3 },
      { threshold: 0.4, precision: 1 / 2, recall: 2 / 3 },
    ]);
  });

  it("the threshold is where F1 over all labels is best", () => {
    // Right, wrong, wrong (label b), right, wrong of 3: F1 1/2, 2/5, 1/3, 4/7, 1/2.
    expect(evaluation.bestThreshold).toBe(0.6);
    expect(pointAt(evaluation, 0.6)).toEqual({
      threshold: 0.6,
      precision: 2 / 4,
      recall: 2 / 3,
    });
  });

  it("averages over the overlaps", () => {
    // 8 of 10 rows covered: IoU 0.8 is right at 0.5 to 0.8, seven of ten bounds.
    const { map50, map } = evaluateDetections(
      ["a"],
      [picture([truth([0, 0, 10, 10])], [found(0.5, [0, 0, 10, 8])])],
    );
    expect(map50).toBe(1);
    expect(map).toBeCloseTo(0.7, 12);
  });
});

/** The same definition, written the long way: for each recall the best precision of any cut at or above it. */
function slowly(
  all: readonly DetectedPicture[],
  label: number,
  least: number,
): number {
  const iou = (a: PixelBox, b: PixelBox): number => {
    let both = 0;
    let either = 0;
    for (let x = 0; x < 60; x += 1)
      for (let y = 0; y < 60; y += 1) {
        const inA = x >= a[0] && x < a[2] && y >= a[1] && y < a[3];
        const inB = x >= b[0] && x < b[2] && y >= b[1] && y < b[3];
        both += inA && inB ? 1 : 0;
        either += inA || inB ? 1 : 0;
      }
    return both / either;
  };
  const rows = all.flatMap(({ found: objects, truth: truths }) =>
    objects
      .filter((one) => one.label === label)
      .map((one) => ({ ...one, truths })),
  );
  rows.sort((a, b) => b.score - a.score);
  const total = all
    .flatMap((one) => one.truth)
    .filter((one) => one.label === label).length;
  const used: TrueObject[] = [];
  const cuts: [number, number][] = [];
  rows.forEach(({ box, truths }, i) => {
    const free = truths
      .filter((one) => one.label === label && !used.includes(one))
      .map((one) => ({ one, share: iou(box, one.box) }))
      .filter(({ share }) => share >= least)
      .sort((a, b) => b.share - a.share);
    if (free[0]) used.push(free[0].one);
    cuts.push([used.length / total, used.length / (i + 1)]);
  });
  let sum = 0;
  for (let r = 0; r <= 100; r += 1)
    sum += Math.max(
      0,
      ...cuts.filter(([recall]) => recall >= r / 100 - 1e-9).map(([, p]) => p),
    );
  return sum / 101;
}

it("agrees with the definition written the long way, on random pictures", () => {
  const random = seededRandom(7);
  const whole = (most: number): number => Math.floor(random() * most);
  const box = (): PixelBox => {
    const [x, y] = [whole(40), whole(40)];
    return [x, y, x + 5 + whole(15), y + 5 + whole(15)];
  };
  const moved = (one: PixelBox): PixelBox => [
    one[0] + whole(3),
    one[1] + whole(3),
    one[2] + whole(3),
    one[3] + whole(3),
  ];
  const many = Array.from({ length: 20 }, () => {
    const truths = Array.from({ length: 1 + whole(4) }, () =>
      truth(box(), whole(2)),
    );
    const objects = [
      ...truths.map((one) => found(random(), moved(one.box), one.label)),
      ...Array.from({ length: whole(4) }, () =>
        found(random(), box(), whole(2)),
      ),
    ];
    return picture(truths, objects);
  });
  const { perClass } = evaluateDetections(["a", "b"], many);
  for (const label of [0, 1]) {
    const precisions = Array.from({ length: 10 }, (_, i) =>
      slowly(many, label, (50 + 5 * i) / 100),
    );
    expect(perClass[label]?.ap50).toBeCloseTo(precisions[0] ?? NaN, 10);
    expect(perClass[label]?.ap).toBeCloseTo(
      precisions.reduce((a, b) => a + b, 0) / 10,
      10,
    );
    expect(perClass[label]?.ap50).toBeGreaterThan(0.3);
    expect(perClass[label]?.ap50).toBeLessThan(0.99);
  }
});
