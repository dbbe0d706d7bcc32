import { expect, test } from "vitest";
import { isWiderFace, parseWiderFace } from "./wider-face.ts";

const rules: string[] = [];
const read = (text: string) => {
  rules.length = 0;
  return parseWiderFace(text, ({ rule, line }) =>
    rules.push(`${rule} ${String(line)}`),
  );
};

test("boxes, marks that are not 0, and pictures without faces", () => {
  const text =
    "a/1.jpg\n2\n10 20 3 4 2 0 0 0 1 0 \n1 2 3 4 0 0 0 1 0 1\nb/2.jpg\n0\n0 0 0 0 0 0 0 0 0 0\n";
  expect(isWiderFace(text)).toBe(true);
  const [first, second] = read(text);
  expect(first?.name).toBe("a/1.jpg");
  expect(first?.objects).toMatchObject([
    {
      name: "face",
      shape: { kind: "bndbox", xMin: 10, yMin: 20, xMax: 13, yMax: 24 },
      occluded: true,
      difficult: false,
      attributes: { blur: "2", occlusion: "1" },
    },
    { difficult: true, attributes: { invalid: "1", pose: "1" } },
  ]);
  expect(second).toMatchObject({
    name: "b/2.jpg",
    objects: [],
    saysNone: true,
  });
  expect(rules).toEqual([]);
});

test("a wrong number of faces is told, and costs no other picture", () => {
  const text =
    "a.jpg\n3\n1 2 3 4 0 0 0 0 0 0\nb.jpg\nnoise\nc.jpg\n1\n1 2 3 4 0 0 0 0 0 0";
  const found = read(text);
  expect(found.map(({ name, objects }) => [name, objects.length])).toEqual([
    ["a.jpg", 1],
    ["c.jpg", 1],
  ]);
  expect(rules).toEqual([
    "widerface.count 1",
    "widerface.count 4",
    "widerface.count 5",
  ]);
});
