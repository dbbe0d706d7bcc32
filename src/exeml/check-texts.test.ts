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
