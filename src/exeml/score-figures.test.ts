import { describe, expect, it } from "vitest";
import type { DetectedPicture, PixelBox } from "#core/detection.ts";
import { seededRandom } from "#core/random.ts";
import { detectionSuggestions } from "./detection-suggestions.ts";
import { judgePicture, type JudgedPicture } from "./judge-objects.ts";
import { picturesWith, scoreFigures } from "./score-figures.ts";

const at = (x: number): PixelBox => [x, 0, x + 100, 100];
/** Objects and findings as [label, x] and [label, x, score]. */
function picture(
  sampleId: string,
  truth: readonly (readonly [number, number])[],
  found: readonly (readonly [number, number, number])[],
): JudgedPicture {
  return judgePicture({
    sampleId,
    truth: truth.map(([label, x]) => ({ label, box: at(x), isIgnored: false })),
    found: found.map(([label, x, score]) => ({ label, score, box: at(x) })),
  } as unknown as DetectedPicture);
}
const judged = [
  picture(
    "a",
    [
      [0, 0],
      [1, 300],
    ],
    [
      [0, 0, 0.9],
      [0, 300, 0.6],
      [1, 305, 0.3],
    ],
  ),
  picture(
    "b",
    [
      [0, 0],
      [0, 300],
      [0, 600],
    ],
    [[0, 900, 0.4]],
  ),
];
const ids = (pictures: readonly JudgedPicture[]): string[] =>
  pictures.map((one) => one.picture.sampleId);

describe("figures at a score", () => {
  it("count only what is not below it", () => {
    const { whole, perLabel, errors } = scoreFigures(judged, 2, 0.5);
    expect(whole).toEqual({
      objects: 5,
      right: 1,
      wrong: 1,
      precision: 1 / 2,
      recall: 1 / 5,
      f1: 2 / 7,
    });
    expect(perLabel[1]).toEqual({
      objects: 1,
      right: 0,
      wrong: 0,
      precision: null,
      recall: 0,
      f1: 0,
    });
    expect(errors).toMatchObject({ missed: 3, wrongLabel: 1, background: 0 });
  });

  it("take in the rest when it falls", () => {
    const { whole, errors } = scoreFigures(judged, 2, 0.3);
    expect([whole.right, whole.wrong]).toEqual([2, 2]);
    expect(errors).toMatchObject({ missed: 3, wrongLabel: 1, background: 1 });
    expect(scoreFigures(judged, 2, 0.95).errors.missed).toBe(5);
    expect(scoreFigures(judged, 2, 0.9).errors.missed).toBe(4);
  });

  it("name the pictures with an error, most errors first", () => {
    const pictures = (label: number | null, threshold: number): string[] =>
      ids(picturesWith(judged, { kind: "missed", label }, threshold));
    expect(pictures(null, 0.95)).toEqual(["b", "a"]);
    expect(pictures(1, 0.95)).toEqual(["a"]);
    expect(pictures(1, 0.5)).toEqual([]);
    const wrong = { kind: "wrongLabel", label: 0 } as const;
    expect(ids(picturesWith(judged, wrong, 0.5))).toEqual(["a"]);
    expect(ids(picturesWith(judged, wrong, 0.7))).toEqual([]);
  });
});

it("suggests to look at what happens in more than one picture, and tells of labels hardly judged", () => {
  const missing = [picture("c", [[0, 0]], []), picture("d", [[0, 0]], [])];
  const all = [...judged, ...missing];
  expect(detectionSuggestions(all, 2, 0.5)).toEqual([
    { kind: "error", choice: { kind: "missed", label: 0 }, pictures: 3 },
    { kind: "few", label: 0, objects: 6 },
    { kind: "few", label: 1, objects: 1 },
  ]);
});

it("suggests with the counts of the pictures that the choice shows", () => {
  const random = seededRandom(3);
  const few = (most: number): number => Math.floor(random() * most);
  const many = Array.from({ length: 60 }, (_, i) =>
    picture(
      String(i),
      Array.from({ length: few(4) }, () => [few(5), 60 * few(9)] as const),
      Array.from(
        { length: few(6) },
        () => [few(5), 60 * few(9), random()] as const,
      ).sort((a, b) => b[2] - a[2]),
    ),
  );
  for (const threshold of [0, 0.3, 0.7, 1]) {
    const errors = detectionSuggestions(many, 5, threshold).flatMap((one) =>
      one.kind === "error" ? [one] : [],
    );
    expect(errors.length).toBeGreaterThan(0);
    for (const { choice, pictures } of errors)
      expect(picturesWith(many, choice, threshold)).toHaveLength(pictures);
  }
});
