/**
 * Places of words in a picture, as the ICDAR Robust Reading challenges have them: a line for each
 * word, its box (`left top right bottom`) or its four corners, and the word, quoted or not;
 * `###` is a word that cannot be read. Source: rrc.cvc.uab.es, tasks of 2013 and 2015.
 */
import type { PlainShape } from "#core/shape.ts";
import {
  plainObject,
  type PictureObject,
  type Report,
} from "./picture-labels.ts";

const N = String.raw`-?\d+(?:\.\d+)?`;
const CORNERS = new RegExp(`^${N}(?:\\s*,\\s*${N}){7}\\s*,(.*)$`);
const BOX = new RegExp(`^${N}(?:[\\s,]+${N}){3}[\\s,]+(".*")$`);
const UNREADABLE = "###";

const match = (line: string) => CORNERS.exec(line) ?? BOX.exec(line);

const linesOf = (text: string): string[] =>
  text
    .replace(/^\ufeff/, "")
    .split("\n")
    .map((line) => line.trim());

export const isIcdar = (text: string): boolean => {
  const lines = linesOf(text).filter((line) => line !== "");
  return lines.length > 0 && lines.every((line) => match(line) !== null);
};

function shapeOf(line: string, isBox: boolean): PlainShape {
  const numbers = line.split(/[\s,]+/).map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  if (isBox) return { kind: "bndbox", xMin: a, yMin: b, xMax: c, yMax: d };
  const points = [0, 2, 4, 6].map((i) => ({
    x: numbers[i] ?? 0,
    y: numbers[i + 1] ?? 0,
  }));
  return { kind: "polygon", points };
}

export function parseIcdar(text: string, report: Report): PictureObject[] {
  return linesOf(text).flatMap((line, i): PictureObject[] => {
    if (line === "") return [];
    const found = match(line);
    if (!found) {
      report({
        severity: "error",
        rule: "icdar.line",
        line: i + 1,
        message: "A line must be a box or four corners, and a word",
        value: line.slice(0, 200),
      });
      return [];
    }
    const word = (found[1] ?? "").trim().replace(/^"(.*)"$/, "$1");
    const shape = shapeOf(line, !CORNERS.test(line));
    const isRead = word !== UNREADABLE;
    return [
      {
        ...plainObject("text", shape),
        difficult: !isRead,
        attributes: isRead && word !== "" ? { text: word } : {},
      },
    ];
  });
}
