import { describe, expect, it } from "vitest";
import { checkObjects, OBJECT_POLICIES } from "./check-objects.ts";
import type { CheckedEntry } from "./check-rules.ts";

const entry = (
  path: string,
  labels: readonly string[],
  more: Partial<CheckedEntry> = {},
): CheckedEntry =>
  ({
    path,
    labels,
    state: "labeled",
    usage: "TRAIN",
    bytes: 1000,
    mime: "image/jpeg",
    ...more,
  }) as CheckedEntry;
const many = (
  count: number,
  labels: readonly string[],
  more: Partial<CheckedEntry> = {},
): CheckedEntry[] =>
  Array.from({ length: count }, (_, i) =>
    entry(`${labels.join("")}${String(i)}.jpg`, labels, more),
  );
const rules = (
  entries: readonly CheckedEntry[],
  policy: "guide" | "relaxed" = "guide",
): string[] =>
  checkObjects(entries, OBJECT_POLICIES[policy]).map(
    ({ severity, rule }) => `${severity} ${rule}`,
  );
const both = ["cat", "dog"];

describe("checkObjects", () => {
  it("is content with more than 100 pictures, 50 of each of two labels; a picture may hold both", () => {
    expect(rules([...many(51, ["cat"]), ...many(50, ["dog"])])).toEqual([]);
    expect(rules(many(101, ["cat", "dog", "dog"]))).toEqual([]);
    expect(rules(many(100, both))).toEqual(["warning check.advised-total"]);
  });

  it("fails below two labels and below 50 pictures of one", () => {
    expect(rules(many(200, ["cat"]))).toEqual(["error check.classes"]);
    expect(rules([...many(100, ["cat"]), ...many(49, ["dog"])])).toEqual([
      "error check.per-class",
    ]);
  });

  it("relaxed, lets one label and few pictures pass", () => {
    expect(rules(many(4, ["cat"]), "relaxed")).toEqual([
      "warning check.advised-total",
      "warning check.advised",
    ]);
    expect(rules(many(3, ["cat"]), "relaxed")).toContain("error check.labeled");
  });

  it("does not count pictures with an object outside, and names them", () => {
    const outside = { drawn: { outside: 1, kinds: [] } };
    const entries = [
      ...many(60, ["cat"]),
      ...many(49, ["dog"]),
      entry("edge.jpg", ["dog"], outside),
    ];
    const found = checkObjects(entries, OBJECT_POLICIES.guide);
    expect(found.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
      "check.per-class dataset version",
      "check.outside edge.jpg",
    ]);
  });

  it("warns of shapes that are no boxes, and of those without an area", () => {
    const drawn = { outside: 0, kinds: ["polygon", "line"] as const };
    const found = checkObjects(
      [...many(101, both), entry("a.jpg", both, { drawn })],
      OBJECT_POLICIES.guide,
    );
    expect(found.map(({ rule, value }) => [rule, value])).toEqual([
      ["check.shape", "polygon"],
      ["check.thin", "line"],
    ]);
  });

  it("fails names that the guide does not want, and other formats; relaxed, only the latter", () => {
    const found = checkObjects(
      [
        ...many(101, both),
        entry("a+b.jpg", both),
        entry("图.jpg", both),
        entry("图/fine.jpg", both),
        entry("a.gif", both, { mime: "image/gif" }),
      ],
      OBJECT_POLICIES.guide,
    );
    expect(found.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
      "check.format a.gif",
      "check.name a+b.jpg",
      "check.name 图.jpg",
    ]);
    expect(found.map(({ severity }) => severity)).not.toContain("warning");
    expect(
      rules([...many(101, both), entry("图.jpg", both)], "relaxed"),
    ).toEqual(["warning check.name"]);
  });

  it("takes Chinese labels, but no spaces in them", () => {
    const labeled = (name: string): CheckedEntry[] =>
      many(101, both).map((one) => ({ ...one, labels: [name, "dog"] }));
    expect(rules(labeled("猫"))).toEqual([]);
    expect(rules(labeled("traffic light"))).toEqual([
      "error check.label-characters",
    ]);
  });
});
