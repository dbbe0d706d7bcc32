import { expect, test } from "vitest";
import { isMot, motClasses, parseMot } from "./mot.ts";

test("objects by frame, with track, class and visibility", () => {
  const text =
    "2,7,1,2,3,4,1,3,0.5\n1,7,5,6,7,8,0,1,1\n2,-1,1.5,2,3,4,1,99,-1\n";
  expect(isMot(text)).toBe(true);
  expect(isMot("0 0.5 0.5 0.1 0.1")).toBe(false);
  const found = parseMot(text, motClasses(null), () => undefined);
  expect([...found.keys()]).toEqual([2, 1]);
  expect(found.get(2)).toMatchObject([
    {
      name: "car",
      shape: { xMin: 1, yMin: 2, xMax: 4, yMax: 6 },
      occluded: true,
      difficult: false,
      attributes: { track_id: "7", visibility: "0.5" },
    },
    { name: "class_99", attributes: {}, occluded: false },
  ]);
  expect(found.get(1)).toMatchObject([{ name: "pedestrian", difficult: true }]);
});

test("names come from the list; lines that are none are told", () => {
  const rules: unknown[] = [];
  const found = parseMot(
    "1,1,1,1,1,1,1,2\n0,1,1,1,1,1,1\nx\n",
    motClasses("cat\ndog\n"),
    ({ rule, line }) => rules.push([rule, line]),
  );
  expect(found.get(1)?.map(({ name }) => name)).toEqual(["dog"]);
  expect(rules).toEqual([
    ["mot.line", 2],
    ["mot.line", 3],
  ]);
});
