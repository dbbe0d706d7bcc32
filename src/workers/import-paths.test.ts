import { expect, test } from "vitest";
import type { FoundFile } from "#core/import.ts";
import { keepApart, type Located } from "./import-paths.ts";

const from = (origin: string, group: number, ...paths: string[]): Located[] =>
  paths.map((path) => ({ file: { path } as FoundFile, origin, group }));
const kept = (...located: Located[][]): string[] =>
  keepApart(located.flat()).map(({ path }) => path);

test("paths that are all different stay as they are", () => {
  expect(
    kept(from("x/a.zip", 0, "cat/1.jpg"), from("b.zip", 1, "cat/2.jpg")),
  ).toEqual(["cat/1.jpg", "cat/2.jpg"]);
});

test("archives that share a path get a folder each, loose files do not", () => {
  expect(
    kept(
      from("x/a.zip", 0, "1.jpg", "1.txt"),
      from("b.zip", 1, "1.jpg", "2.jpg"),
      from("c/1.jpg", 2, "c/1.jpg"),
    ),
  ).toEqual(["x/a/1.jpg", "x/a/1.txt", "b/1.jpg", "b/2.jpg", "c/1.jpg"]);
});

test("loose files of one path are numbered together with their label files", () => {
  expect(
    kept(
      from("1.jpg", 0, "1.jpg"),
      from("1.txt", 1, "1.txt"),
      from("1.jpg", 2, "1.jpg"),
      from("1.txt", 3, "1.txt"),
    ),
  ).toEqual(["1.jpg", "1.txt", "1_2.jpg", "1_2.txt"]);
});
