import { expect, test } from "vitest";
import { indexAfter } from "./moves.ts";

test("moves stay inside the list and in their column", () => {
  const grid = { columns: 4, rowsPerPage: 2, count: 10 };
  expect(indexAfter("right", 9, grid)).toBe(9);
  expect(indexAfter("down", 1, grid)).toBe(5);
  expect(indexAfter("down", 7, grid)).toBe(7);
  expect(indexAfter("up", 2, grid)).toBe(2);
  expect(indexAfter("page_down", 3, grid)).toBe(9);
  expect(indexAfter("home", 7, grid)).toBe(0);
  expect(indexAfter("end", 2, grid)).toBe(9);
});
