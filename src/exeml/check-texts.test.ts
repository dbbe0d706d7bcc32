import { describe, expect, it } from "vitest";
import type { CheckedEntry } from "./check-rules.ts";
import { checkTexts, TEXT_POLICIES } from "./check-texts.ts";

const many = (
  label: string,
  count: number,
  more: Partial<CheckedEntry> = {},
): CheckedEntry[] =>
  Array.from(
    { length: count },
    (_, i) =>
      ({
        path: `${label}.txt:${String(i + 1)}`,
        text: `${label} ${String(i)}`,
        labels: [label],
        state: "labeled",
        usage: "TRAIN",
        bytes: 10,
        mime: "text/plain",
        ...more,
      }) as CheckedEntry,
  );
const rules = (
  entries: readonly CheckedEntry[],
  policy: "guide" | "relaxed" = "guide",
): string[] =>
  checkTexts(entries, TEXT_POLICIES[policy]).map(
    ({ severity, rule }) => `${severity} ${rule}`,
  );

describe("checkTexts", () => {
  it("is content with two labels of twenty texts", () => {
    expect(rules([...many("good", 20), ...many("bad", 20)])).toEqual([]);
  });

  it("fails below two labels and below twenty texts of one", () => {
    expect(rules(many("good", 50))).toEqual(["error check.classes"]);
    expect(rules([...many("good", 30), ...many("bad", 19)])).toEqual([
      "error check.per-class",
    ]);
  });

  it("relaxed, only advises more", () => {
    expect(rules([...many("good", 2), ...many("bad", 2)], "relaxed")).toEqual([
      "warning check.advised",
      "warning check.advised",
    ]);
  });

  it("fails files above 8 MB, and names their first rows", () => {
    const part = { bytes: Math.floor((8 * 1024 * 1024) / 20) };
    const edge = [...many("good", 20, part), ...many("bad", 20)];
    expect(rules(edge)).toEqual([]);
    const above = [...edge, ...many("good", 1)];
    const [found] = checkTexts(above, TEXT_POLICIES.guide);
    expect(found).toMatchObject({ severity: "error", rule: "check.large" });
    expect(found?.samples?.slice(0, 2)).toEqual(["good.txt:1", "good.txt:2"]);
    expect(rules(above, "relaxed")).toContain("warning check.large");
  });

  it("names a file with a long name once, and labels with odd characters", () => {
    const path = `${"x".repeat(252)}.txt`;
    const long = many("good", 2).map((one, row) => ({
      ...one,
      path: `${path}:${String(row + 1)}`,
    }));
    const odd = many("so so", 20, { path: "odd.txt" });
    const enough = [...many("好", 20), ...many("bad", 20)];
    expect(rules([...enough, ...odd])).toEqual([
      "error check.label-characters",
    ]);
    expect(rules([...enough, ...long])).toContain("error check.name-length");
    expect(
      rules([...enough, ...long]).filter((rule) => rule.includes("length")),
    ).toHaveLength(1);
  });

  it("wants one label a text, and does not count what nobody confirmed", () => {
    const both = many("both", 1, { labels: ["good", "bad"] });
    const waiting = many("good", 30, { state: "to_be_confirmed" });
    const found = rules([...many("good", 20), ...many("bad", 20), ...both]);
    expect(found).toEqual(["error check.single"]);
    expect(rules([...many("bad", 40), ...waiting])).toEqual([
      "error check.classes",
    ]);
  });
});
