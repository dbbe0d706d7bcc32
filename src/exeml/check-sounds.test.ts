import { describe, expect, it } from "vitest";
import type { SoundInfo } from "#core/dataset.ts";
import type { CheckedEntry } from "./check-rules.ts";
import { checkSounds, SOUND_POLICIES } from "./check-sounds.ts";

const recording = (facts: Partial<SoundInfo> = {}): SoundInfo => ({
  kind: "audio",
  seconds: 16,
  rate: 16_000,
  channels: 1,
  bits: 16,
  codec: "PCM",
  ...facts,
});
const many = (
  label: string,
  count: number,
  more: Partial<CheckedEntry> = {},
): CheckedEntry[] =>
  Array.from(
    { length: count },
    (_, i) =>
      ({
        path: `${label}-${String(i + 1)}.wav`,
        labels: [label],
        state: "labeled",
        usage: "TRAIN",
        bytes: 512_000,
        mime: "audio/wav",
        sound: recording(),
        ...more,
      }) as CheckedEntry,
  );
const check = (
  entries: readonly CheckedEntry[],
  policy: "guide" | "relaxed" = "guide",
) => checkSounds(entries, SOUND_POLICIES[policy]);
const rules = (...given: Parameters<typeof check>): string[] =>
  check(...given).map(({ severity, rule }) => `${severity} ${rule}`);
const enough = [...many("dog", 20), ...many("rain", 20)];

describe("checkSounds", () => {
  it("is content with two labels of twenty recordings and five minutes", () => {
    expect(rules(enough)).toEqual([]);
  });

  it("fails below five recordings of a label, and advises twenty and five minutes", () => {
    expect(rules([...many("dog", 20), ...many("rain", 4)])).toEqual([
      "error check.per-class",
      "warning check.advised-seconds",
    ]);
    expect(rules([...many("dog", 20), ...many("rain", 5)])).toEqual([
      "warning check.advised",
      "warning check.advised-seconds",
    ]);
    expect(rules(many("dog", 40))).toEqual(["error check.classes"]);
  });

  it.each([
    ["check.format", { mime: "audio/ogg" }, "audio/ogg"],
    ["check.bits", { sound: recording({ bits: 24 }) }, "24"],
    ["check.short", { sound: recording({ seconds: 1 }) }, "1.00 s"],
    ["check.large", { bytes: 4 * 1024 * 1024 + 1 }, "4194305"],
  ] as const)(
    "%s names the recording, and only warns when relaxed",
    (rule, facts, value) => {
      const odd = {
        ...many("dog", 1, facts)[0],
        path: "odd.wav",
      } as CheckedEntry;
      const found = check([...enough, odd]).filter(
        ({ file }) => file === "odd.wav",
      );
      expect(found).toMatchObject([{ severity: "error", rule, value }]);
      expect(rules([...enough, odd], "relaxed")).toEqual([`warning ${rule}`]);
    },
  );

  it("names recordings of a label with too little, and a file name that is too long", () => {
    const short = check([...many("dog", 20), ...many("rain", 4)]).find(
      ({ rule }) => rule === "check.advised-seconds",
    );
    expect(short?.samples?.[0]).toBe("rain-1.wav");
    const path = `${"x".repeat(252)}.wav`;
    expect(rules([...enough, ...many("dog", 1, { path })])).toEqual([
      "error check.name-length",
    ]);
  });

  it("takes what is just within the limits", () => {
    const edge = many("dog", 1, {
      bytes: 4 * 1024 * 1024,
      sound: recording({ seconds: 1.01 }),
    });
    expect(rules([...enough, ...edge])).toEqual([]);
  });

  it("wants one label a recording, and does not count what nobody confirmed", () => {
    expect(
      rules([...enough, ...many("both", 1, { labels: ["dog", "rain"] })]),
    ).toEqual(["error check.single"]);
    expect(
      rules([
        ...many("dog", 40),
        ...many("rain", 30, { state: "to_be_confirmed" }),
      ]),
    ).toEqual(["error check.classes"]);
  });
});
