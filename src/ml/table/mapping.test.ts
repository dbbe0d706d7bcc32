import { expect, test } from "vitest";
import type { Column } from "#core/table.ts";
import { mappedPlaces } from "./mapping.ts";

const columns: readonly Column[] = ["a", "b", "c"].map((name) => ({
  name,
  type: "double",
}));
const config = (items: unknown): Uint8Array => {
  const list = { type: "array", ...(items as object) };
  const data = { type: "object", properties: { req_data: list } };
  const request = { data: { type: "object", properties: { data } } };
  return new TextEncoder().encode(JSON.stringify({ apis: [{ request }] }));
};
const fields = (a: unknown, b: unknown, c: unknown) => ({
  properties: { a: { index: a }, b: { index: b }, c: { index: c } },
});

test.each([
  ["a list of one", { items: [fields(2, 0, 1)] }],
  ["an object", { items: fields(2, 0, 1) }],
  ["another word", { item: [fields(2, 0, 1)] }],
])("places are read where items are %s", (_, items) => {
  expect(mappedPlaces(config(items), columns)).toEqual([2, 0, 1]);
});

test("an index that is none leaves its column out", () => {
  const items = { items: [fields(1, -1, "0")] };
  expect(mappedPlaces(config(items), columns)).toEqual([1, null, null]);
});

test("without any, columns go in order", () => {
  const items = { items: [fields(undefined, undefined, undefined)] };
  expect(mappedPlaces(config(items), columns)).toEqual([0, 1, 2]);
  expect(mappedPlaces(undefined, columns)).toEqual([0, 1, 2]);
});

test("a file that is no JSON is named", () => {
  const bytes = new TextEncoder().encode('{"apis":');
  expect(() => mappedPlaces(bytes, columns)).toThrow(
    "config.json of the model is not JSON",
  );
});
