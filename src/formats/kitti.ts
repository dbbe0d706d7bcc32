/** KITTI's label files: one object a line, its box in pixels at the fifth to the eighth place. */
import {
  plainObject,
  type PictureObject,
  type Report,
} from "./picture-labels.ts";

const LINE = /^\S+( -?[\d.]+(e[-+]?\d+)?){14,15}$/i;

export const isKittiText = (head: string): boolean => {
  const lines = head.split("\n").map((line) => line.trim());
  const filled = lines.filter((line) => line !== "");
  return filled.length > 0 && filled.every((line) => LINE.test(line));
};

export function parseKitti(text: string, report: Report): PictureObject[] {
  return text.split("\n").flatMap((line, i) => {
    const words = line.trim();
    if (words === "") return [];
    const [name = "", ...rest] = words.split(/\s+/);
    const numbers = rest.map(Number);
    const [truncated = 0, occluded = 0, , xMin, yMin, xMax, yMax] = numbers;
    const isWhole = numbers.length >= 14 && numbers.every(Number.isFinite);
    if (
      !isWhole ||
      xMin === undefined ||
      yMin === undefined ||
      xMax === undefined ||
      yMax === undefined
    ) {
      report({
        severity: "error",
        rule: "kitti.line",
        line: i + 1,
        message: "A line must be a label and fourteen numbers",
        value: words.slice(0, 200),
      });
      return [];
    }
    const shape = { kind: "bndbox", xMin, yMin, xMax, yMax } as const;
    const share = numbers[14] ?? Number.NaN;
    return [
      {
        ...plainObject(name, shape),
        truncated: truncated > 0,
        occluded: occluded > 0,
        confidence: share >= 0 && share <= 1 ? share : null,
      },
    ];
  });
}
