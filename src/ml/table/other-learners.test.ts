import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { forestAnswers, growForest } from "./forest.ts";
import { jointColumns, separate } from "./joint-columns.ts";
import { fitKernelNumbers, kernelNumbers } from "./kernel-numbers.ts";
import { fitLinearNumbers, linearNumber } from "./linear-numbers.ts";
import { evenWeights } from "./targets.ts";

const rest = async (): Promise<void> => undefined;
const random = seededRandom(5);
const rows = Array.from({ length: 200 }, () =>
  Float32Array.of(random() * 4 - 2, random() * 4 - 2),
);

test("ridge regression finds a line", async () => {
  const targets = Float64Array.from(
    rows,
    ([a = 0, b = 0]) => 3 * a - 2 * b + 5,
  );
  const fit = await fitLinearNumbers(rows, targets, 1e-6, rest);
  expect(fit.weights[0]).toBeCloseTo(3, 3);
  expect(fit.weights[1]).toBeCloseTo(-2, 3);
  expect(linearNumber(fit, Float32Array.of(0, 0))).toBeCloseTo(5, 3);
});

test("a kernel finds a curve, also from some of the rows", async () => {
  const targets = Float64Array.from(rows, ([a = 0, b = 0]) => Math.sin(a) * b);
  const fit = await fitKernelNumbers(
    rows,
    targets,
    evenWeights(rows.length),
    1,
    1,
    120,
    seededRandom(1),
    rest,
  );
  const said = kernelNumbers(fit, Float32Array.of(1, 1.5))[0] ?? 0;
  expect(said).toBeCloseTo(Math.sin(1) * 1.5, 1);
});

test.each([true, false])(
  "a forest tells classes apart, extra %s",
  async (isExtra) => {
    const bins = [0, 1].map((at) =>
      Uint8Array.from(rows, (row) => 1 + Math.floor(((row[at] ?? 0) + 2) * 10)),
    );
    const data = { bins, counts: [42, 42], isWords: [false, false] };
    const truth = rows.map(([a = 0, b = 0]) => (a * b > 0 ? 1 : 0));
    const learned = Int32Array.from({ length: 150 }, (_, i) => i);
    const forest = await growForest(
      data,
      Float64Array.from(truth),
      evenWeights(rows.length),
      1,
      learned,
      {
        trees: 40,
        leastRows: 1,
        maxLeaves: Number.POSITIVE_INFINITY,
        columnShare: 0.5,
        isExtra,
      },
      seededRandom(2),
      rest,
    );
    const others = Int32Array.from({ length: 50 }, (_, i) => 150 + i);
    const said = forestAnswers(forest, bins, others);
    const right = said.filter(
      (share, i) => (share > 0.5 ? 1 : 0) === truth[150 + i],
    );
    expect(right.length).toBeGreaterThan(40);
    expect(said.every((share) => share > -1e-6 && share < 1 + 1e-6)).toBe(true);
  },
);

test("sums of joint columns are those of each column", () => {
  const bins = [
    Uint8Array.of(0, 1, 2, 1),
    Uint8Array.of(1, 1, 0, 0),
    Uint8Array.from([9, 200, 3, 200]),
  ];
  const counts = [3, 2, 201];
  const joint = jointColumns({ bins, counts, isWords: [] });
  expect(joint.map(({ columns }) => columns)).toEqual([[2], [0, 1]]);
  const size = joint.reduce((sum, { count }) => sum + count, 0);
  const together = new Float64Array(2 * size);
  let from = 0;
  for (const { bins: own, count } of joint) {
    own.forEach((bin, row) => {
      const at = from + 2 * bin;
      together[at] = (together[at] ?? 0) + 10 ** row;
      together[at + 1] = (together[at + 1] ?? 0) + 1;
    });
    from += 2 * count;
  }
  const starts = Int32Array.of(0, 3, 5, 206);
  const sums = new Float64Array(2 * 206);
  separate(joint, together, starts, sums);
  expect(Array.from(sums.subarray(0, 10))).toEqual([
    1, 1, 1010, 2, 100, 1, 1100, 2, 11, 2,
  ]);
  expect(sums[2 * (5 + 200)]).toBe(1010);
});
