import { describe, expect, it } from "vitest";
import type { VersionEntry } from "#core/version.ts";
import { checkImages, IMAGE_POLICIES } from "./check-images.ts";

const entry = (
  path: string,
  label: string,
  more: Partial<VersionEntry> = {},
): VersionEntry =>
  ({
    path,
    labels: [label],
    state: "labeled",
    usage: "TRAIN",
    bytes: 1000,
    mime: "image/jpeg",
    ...more,
  }) as VersionEntry;
const many = (label: string, count: number): VersionEntry[] =>
  Array.from({ length: count }, (_, i) =>
    entry(`${label}${String(i)}.jpg`, label),
  );
const rules = (
  entries: readonly VersionEntry[],
  policy: "guide" | "relaxed" = "guide",
): string[] =>
  checkImages(entries, IMAGE_POLICIES[policy]).map(
    ({ severity, rule }) => `${severity} ${rule}`,
  );

describe("checkImages", () => {
  it("is content with two labels of fifty", () => {
    expect(rules([...many("cat", 50), ...many("dog", 50)])).toEqual([]);
  });

  it("fails below 100 labeled samples, 2 labels, 5 a label; warns below 20", () => {
    expect(rules([...many("cat", 50), ...many("dog", 49)])).toEqual([
      "error check.labeled",
    ]);
    expect(rules(many("cat", 120))).toEqual(["error check.classes"]);
    expect(rules([...many("cat", 100), ...many("dog", 4)])).toEqual([
      "error check.per-class",
    ]);
    expect(rules([...many("cat", 100), ...many("dog", 5)])).toEqual([
      "warning check.advised",
    ]);
    expect(rules([...many("cat", 3), ...many("dog", 3)], "relaxed")).toEqual([
      "warning check.advised",
      "warning check.advised",
    ]);
  });

  it("does not count what is not labeled yet", () => {
    expect(
      rules([
        ...many("cat", 50),
        ...many("dog", 49),
        entry("x.jpg", "dog", { state: "to_be_confirmed" }),
      ]),
    ).toEqual(["error check.labeled"]);
  });

  it("names the samples that break a rule", () => {
    const problems = checkImages(
      [
        ...many("cat", 50),
        ...many("dog", 50),
        entry("a b.jpg", "cat"),
        entry("two.jpg", "cat", { labels: ["cat", "dog"] }),
        entry("big.jpg", "dog", { bytes: 6e6 }),
      ],
      IMAGE_POLICIES.guide,
    );
    expect(problems.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
      "check.single two.jpg",
      "check.name a b.jpg",
      "check.large big.jpg",
    ]);
  });

  it("names the first samples of a label that has too few", () => {
    const [few] = checkImages(
      [...many("cat", 100), ...many("dog", 3)],
      IMAGE_POLICIES.guide,
    );
    expect(few?.samples).toEqual(["dog0.jpg", "dog1.jpg", "dog2.jpg"]);
  });

  const called = (label: string): VersionEntry[] =>
    many("x", 20).map((one) => ({ ...one, labels: [label] }));
  const long = `${"x".repeat(252)}.jpg`;
  it.each<readonly [string, string, VersionEntry[]]>([
    ["check.name", "a space", [entry("a b.jpg", "cat")]],
    ["check.name", "a plus", [entry("a+b.jpg", "cat")]],
    ["check.name-length", "256 characters", [entry(`d/${long}`, "cat")]],
    ["check.label-characters", "a space in a label", called("my cat")],
    ["check.label-characters", "Chinese in a label", called("猫")],
    ["check.label", "33 characters in a label", called("c".repeat(33))],
  ])("%s: %s fails by the guide, and only warns relaxed", (rule, _, odd) => {
    const all = [...many("cat", 50), ...many("dog", 50), ...odd];
    expect(rules(all)).toEqual([`error ${rule}`]);
    expect(rules(all, "relaxed")).toEqual([`warning ${rule}`]);
  });

  it("takes names of 255 characters in folders of any name", () => {
    const fine = entry(`a b+c/${long.slice(1)}`, "cat");
    expect(rules([...many("cat", 50), ...many("dog", 50), fine])).toEqual([]);
  });

  it("sees a label that the split took out of training", () => {
    const entries = [
      ...many("cat", 100),
      ...many("dog", 20).map((one) => ({ ...one, usage: "EVAL" as const })),
    ];
    expect(rules(entries)).toEqual(["error check.split"]);
  });
});
