import { describe, expect, it } from "vitest";
import { eachFeature } from "./features.ts";
import { readingOf, unitsOf } from "./units.ts";

const NOW = { pieces: true, reading: 2 } as const;

const texts = (text: string): string[] =>
  unitsOf(text, 2)
    .slice(1, -1)
    .map((unit) => unit.text);

const hashes = (text: string): Set<number> => {
  const found = new Set<number>();
  eachFeature(text, NOW, (hash) => found.add(hash));
  return found;
};

describe("unitsOf", () => {
  it("parts words, characters without spaces, numbers, marks and emoji", () => {
    expect(texts("Don't 吃饭！ 12.50 👍🏽 www.a.com/x")).toEqual([
      "don't",
      " ",
      "吃",
      "饭",
      "！",
      " ",
      "00.00",
      " ",
      "👍🏽",
      "\u0001address",
    ]);
  });

  it("makes full-width, upper-case and compatibility forms one", () => {
    expect(texts("ＡＢＣ１２３")).toEqual(texts("abc123"));
    expect(hashes("Ｇreat")).toEqual(hashes("great"));
  });

  it("tells marks as they were typed, and the ends of short texts alone", () => {
    expect(texts("吃!")).not.toEqual(texts("吃！"));
    const ends = (...all: string[]): number =>
      unitsOf("好", readingOf(all)).filter(({ start, end }) => start === end)
        .length;
    const [short, long] = ["好".repeat(64), "好".repeat(65)];
    expect(ends(short, long, short)).toBe(2);
    expect(ends(long, short, long)).toBe(0);
  });

  it("knows where each unit stands", () => {
    const text = "so 好吃, 100%";
    for (const { start, end, text: unit } of unitsOf(text, 2).slice(1, -1))
      expect(text.slice(start, end).toLowerCase().replace(/\d/g, "0")).toBe(
        unit,
      );
  });
});

describe("eachFeature", () => {
  it("knows a word by its pieces, and tells orders apart", () => {
    const shared = [...hashes("delicious")].filter((hash) =>
      hashes("deliciously").has(hash),
    );
    expect(shared.length).toBeGreaterThan(10);
    expect(hashes("not good")).not.toEqual(hashes("good not"));
    expect(hashes("不好")).not.toEqual(hashes("好不"));
  });

  it("reads for older models as they have learned", () => {
    const read = (text: string): [features: number, sum: number] => {
      let [features, sum] = [0, 0];
      eachFeature(text, { pieces: true, reading: 1 }, (hash) => {
        features += 1;
        sum = (Math.imul(sum, 31) + hash) >>> 0;
      });
      return [features, sum];
    };
    // As they came out before there was another way of reading.
    expect(read("ＡＢＣ Great！ 12.50元，不好吃… 《x》 👍🏽 www.a.com")).toEqual([
      64, 478486950,
    ]);
    expect(read("好吃不贵！".repeat(20))).toEqual([303, 349597869]);
  });

  it("stays inside the text, and is never 0", () => {
    const text = "ﬁne ½ 好\u202e x";
    eachFeature(text, NOW, (hash, start, end) => {
      expect(hash).not.toBe(0);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(text.length);
      expect(end).toBeGreaterThanOrEqual(start);
    });
  });
});
