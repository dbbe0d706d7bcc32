import { expect, it } from "vitest";
import { EMPTY_SEARCH, filterOf } from "./trace-search.ts";

it("empty fields filter nothing", () => {
  expect(filterOf(EMPTY_SEARCH)).toEqual({});
  expect(filterOf({ ...EMPTY_SEARCH, name: "  ", after: "2026-" })).toEqual({});
});

it("texts are taken exactly, without the spaces around them", () => {
  expect(
    filterOf({ ...EMPTY_SEARCH, name: " addModel ", operator: "human" }),
  ).toEqual({ name: "addModel", operator: "human" });
});

it("the last minute belongs to the time", () => {
  const { after, before } = filterOf({
    ...EMPTY_SEARCH,
    after: "2026-03-01T10:00",
    before: "2026-03-01T10:00",
  });
  expect(after).toBe(new Date(2026, 2, 1, 10).getTime());
  expect(before).toBe(new Date(2026, 2, 1, 10, 0, 59, 999).getTime());
});
