/**
 * WIDER FACE: one file for all pictures of a part. Each picture is a line with its path, a line with
 * the number of its faces, and a line of ten numbers for each: left, top, width and height in pixels,
 * and six marks. Source: the read-me of `wider_face_split`.
 */
import {
  plainObject,
  type PictureLabels,
  type PictureObject,
  type Report,
} from "./picture-labels.ts";

/** The marks behind the box; 0 = nothing of note. */
const MARKS = [
  "blur",
  "expression",
  "illumination",
  "invalid",
  "occlusion",
  "pose",
] as const;

const FACE = /^-?\d+(\s+-?\d+){9}$/;

export const isWiderFace = (head: string): boolean =>
  /^\S[^\n]*\.\w+\s*\n\s*\d+\s*\n\s*-?\d+([ \t]+-?\d+){9}\s*(\n|$)/.test(head);

function faceOf(line: string): PictureObject {
  const [x = 0, y = 0, width = 0, height = 0, ...marks] = line
    .split(/\s+/)
    .map(Number);
  const shape = {
    kind: "bndbox",
    xMin: x,
    yMin: y,
    xMax: x + width,
    yMax: y + height,
  } as const;
  const told = MARKS.flatMap((mark, i) =>
    marks[i] ? [[mark, String(marks[i])] as const] : [],
  );
  const attributes = Object.fromEntries(told);
  return {
    ...plainObject("face", shape),
    occluded: "occlusion" in attributes,
    difficult: "invalid" in attributes,
    attributes,
  };
}

export function parseWiderFace(text: string, report: Report): PictureLabels[] {
  const lines = text.split("\n").map((line) => line.trim());
  const pictures: PictureLabels[] = [];
  for (let at = 0; at < lines.length;) {
    const name = lines[at] ?? "";
    const place = (at += 1);
    if (name === "") continue;
    const count = /^\d+$/.test(lines[at] ?? "") ? Number(lines[at++]) : null;
    const faces: string[] = [];
    while (FACE.test(lines[at] ?? "")) faces.push(lines[at++] ?? "");
    // A picture without faces has one line of zeros.
    const found = count === 0 ? [] : faces;
    if (count === null || (count > 0 && count !== faces.length))
      report({
        severity: "error",
        rule: "widerface.count",
        line: place,
        message:
          "A picture must be followed by the number of its faces, and these",
        value: name.slice(0, 200),
      });
    if (count === null && faces.length === 0) continue;
    const objects = found.map(faceOf);
    pictures.push({ name, size: null, objects, saysNone: count === 0 });
  }
  return pictures;
}
