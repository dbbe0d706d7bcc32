import { describe, expect, it } from "vitest";
import { eachFeature } from "./features.ts";
import { unitsOf } from "./units.ts";

const texts = (text: string): string[] =>
  unitsOf(text)
    .slice(1, -1)
    .map((unit) => unit.text);

const hashes = (text: string): Set<number> => {
  const found = new Set<number>();
  eachFeature(text, { pieces: true }, (hash) => found.add(hash));
  return found;
};

describe("unitsOf", () => {
  it("parts words, characters without spaces, numbers, marks and emoji", () => {
    expect(texts("Don't 吃饭！ 12.50 👍🏽 www.a.com/x")).toEqual([
      "don't",
      " ",
      "吃",
      "饭",
      "!",
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

  it("knows where each unit stands", () => {
    const text = "so 好吃, 100%";
    for (const { start, end, text: unit } of unitsOf(text).slice(1, -1))
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

  it("stays inside the text, and is never 0", () => {
    const text = "ﬁne ½ 好\u202e x";
    eachFeature(text, { pieces: true }, (hash, start, end) => {
      expect(hash).not.toBe(0);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(text.length);
      expect(end).toBeGreaterThanOrEqual(start);
    });
  });
});
