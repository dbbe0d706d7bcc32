import { expect, test } from "vitest";
import type { LabelId, LabelingJobId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import { LabelPalette } from "./label-palette.svelte.ts";

const label = (name: string, order = 0): Label => ({
  id: `id-${name}` as LabelId,
  jobId: "job" as LabelingJobId,
  name,
  color: "#2f6fde",
  shortcut: null,
  order,
});

const paletteOf = (names: readonly string[]): LabelPalette => {
  const labels = names.map(label);
  return new LabelPalette({ labels: () => labels });
};

const names = (palette: LabelPalette) => palette.shown.map(({ name }) => name);

test("the very name first, then beginnings, then words, then any place", () => {
  const palette = paletteOf(["bobcat", "wild cat", "catfish", "Cat", "cat"]);
  palette.text = "cat";
  expect(names(palette)).toEqual([
    "cat",
    "catfish",
    "Cat",
    "wild cat",
    "bobcat",
  ]);
  palette.text = "dog";
  expect(palette.active).toBeNull();
});

test("arrow keys move through what is shown, round the ends; typing begins anew", () => {
  const palette = paletteOf(["ant", "bee", "beetle"]);
  expect(palette.active).toBeNull();
  palette.move(-1);
  expect(palette.active?.name).toBe("beetle");
  palette.move(1);
  expect(palette.active?.name).toBe("ant");
  palette.text = "bee";
  expect(palette.active?.name).toBe("bee");
  palette.move(1);
  expect(palette.active?.name).toBe("beetle");
  palette.text = "beet";
  palette.move(1);
  expect(palette.active?.name).toBe("beetle");
});

test("10,000 labels: at once, as many as can be read, and how many more there are", () => {
  const palette = paletteOf(
    Array.from({ length: 10_000 }, (_, i) => `Part ${String(i)}`),
  );
  expect(palette.shown).toHaveLength(200);
  expect(palette.more).toBe(9800);
  palette.text = "p";
  void palette.shown;
  const began = performance.now();
  palette.text = "77";
  expect(names(palette).slice(0, 2)).toEqual(["Part 77", "Part 770"]);
  expect(performance.now() - began).toBeLessThan(100);
  expect(palette.shown.length + palette.more).toBe(
    Array.from({ length: 10_000 }, (_, i) => String(i)).filter((text) =>
      text.includes("77"),
    ).length,
  );
  for (let i = 0; i < 5; i += 1) palette.move(1);
  expect(palette.active?.name).toBe(names(palette)[5]);
});
