import { describe, expect, it } from "vitest";
import { randomSplit, stratifiedSplit } from "./split.ts";

const groups = (sizes: Readonly<Record<string, number>>): string[] =>
  Object.entries(sizes).flatMap(([name, size]) =>
    new Array<string>(size).fill(name),
  );

const share = (labels: string[], usage: string[], label: string): number => {
  const own = usage.filter((_, i) => labels[i] === label);
  return own.filter((part) => part === "TRAIN").length / own.length;
};

describe("stratifiedSplit", () => {
  it("gives every group its share", () => {
    const labels = groups({ cat: 50, dog: 30, emu: 20 });
    const usage = stratifiedSplit(labels, 0.8, 7);
    for (const label of ["cat", "dog", "emu"])
      expect(share(labels, usage, label)).toBeCloseTo(0.8, 5);
  });

  it("stays within one sample of the ratio however small the groups are", () => {
    const labels = groups(
      Object.fromEntries(
        Array.from({ length: 33 }, (_, i) => [`g${String(i)}`, 3]),
      ),
    );
    const trained = (ratio: number): number =>
      stratifiedSplit(labels, ratio, 1).filter((part) => part === "TRAIN")
        .length;
    expect(trained(0.66)).toBe(65);
    expect(trained(0.5)).toBe(50);
  });

  it("leaves no group of two or more without training or validation samples", () => {
    const labels = groups({ common: 100, rare: 2 });
    const usage = stratifiedSplit(labels, 0.95, 3);
    expect(usage.slice(100).sort()).toEqual(["EVAL", "TRAIN"]);
  });

  it("depends on the seed and on nothing else", () => {
    const labels = groups({ a: 40, b: 40 });
    expect(stratifiedSplit(labels, 0.8, 5)).toEqual(
      stratifiedSplit(labels, 0.8, 5),
    );
    expect(stratifiedSplit(labels, 0.8, 5)).not.toEqual(
      stratifiedSplit(labels, 0.8, 6),
    );
  });

  it("trains on everything at ratio 1", () => {
    expect(randomSplit(5, 1, 1)).toEqual([
      "TRAIN",
      "TRAIN",
      "TRAIN",
      "TRAIN",
      "TRAIN",
    ]);
  });
});
