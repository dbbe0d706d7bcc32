import { expect, it } from "vitest";
import { isKittiText, parseKitti } from "./kitti.ts";

const line = "Truck 1.0 2 -1 0 1 2.5 3 -1 -1 -1 -1 -1 -1 -1";

it("reads boxes in pixels, marks and scores", () => {
  const rules: string[] = [];
  const report = ({ rule, line: at }: { rule: string; line?: number }): void =>
    void rules.push(`${rule} ${String(at)}`);
  const text = `${line}\nVan 0.0 0 -1 0 0 2 2 -1 -1 -1 -1 -1 -1 -1 0.25\r\nVan 0.0 0\nVan x 0 -1 0 0 2 2 -1 -1 -1 -1 -1 -1 -1\n`;
  expect(parseKitti(text, report)).toMatchObject([
    {
      name: "Truck",
      truncated: true,
      occluded: true,
      confidence: null,
      shape: { kind: "bndbox", xMin: 0, yMin: 1, xMax: 2.5, yMax: 3 },
    },
    { name: "Van", truncated: false, occluded: false, confidence: 0.25 },
  ]);
  expect(rules).toEqual(["kitti.line 3", "kitti.line 4"]);
});

it("is told from other texts", () => {
  expect(isKittiText(`${line}\n${line}`)).toBe(true);
  for (const text of ["", "cat", "0 0.5 0.5 0.5 0.5"])
    expect(isKittiText(text)).toBe(false);
});
