import { expect, test } from "vitest";
import { UniquePaths } from "./unique-paths.ts";

test("a free name stays, a taken one is numbered with its label file", () => {
  const paths = new UniquePaths();
  expect(paths.take(["a/1.jpg", "a/1.txt"])).toEqual(["a/1.jpg", "a/1.txt"]);
  expect(paths.take(["a/1.png", "a/1.txt"])).toEqual([
    "a/1_2.png",
    "a/1_2.txt",
  ]);
  expect(paths.take(["A/1.JPG"])).toEqual(["A/1_2.JPG"]);
  expect(paths.take(["b.d/none"])).toEqual(["b.d/none"]);
  expect(paths.take(["b.d/none"])).toEqual(["b.d/none_2"]);
});
