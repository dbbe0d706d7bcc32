import { expect, test } from "vitest";
import type { LabelId } from "#core/ids.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import {
  createdSince,
  criteriaOf,
  dayBoundary,
  withoutCriteria,
} from "./filter-criteria.ts";
import { plainLabel } from "../../../tests/support/plain-label.ts";

const cat = { ...plainLabel("cat"), id: "1" as LabelId };

const query = {
  ...EVERY_ITEM,
  state: "labeled",
  order: "name",
  hard: true,
  labels: [cat.id, "2" as LabelId],
  createdAfter: 5,
  text: "img",
  labeledBy: "human",
  copies: true,
} as const;

const chips = criteriaOf(query, [cat], String);

test("every criterion has a chip", () => {
  expect(chips.map((chip) => chip.text)).toEqual([
    "Example Type: Hard example",
    "Duplicates only",
    "Label: cat",
    "Label: ?",
    "Sample Creation Time: 5 – ",
    "File Name or Path: img",
    "Labeled By: human",
  ]);
  expect(criteriaOf(EVERY_ITEM, [], String)).toEqual([]);
});

test("removing a chip removes that criterion alone", () => {
  expect(chips[2]?.without).toEqual({ ...query, labels: ["2"] });
  expect(chips[4]?.without).toEqual({ ...query, createdAfter: null });
});

test("clearing keeps tab and order", () => {
  expect(withoutCriteria(query)).toEqual({
    ...EVERY_ITEM,
    state: "labeled",
    order: "name",
  });
});

test("times", () => {
  expect(createdSince(86_400_000, "day")).toBe(0);
  expect(dayBoundary("", false)).toBeNull();
  const start = dayBoundary("2024-03-10", false) ?? 0;
  expect(new Date(start).getHours()).toBe(0);
  expect(new Date((dayBoundary("2024-03-10", true) ?? 0) + 1).getDate()).toBe(
    11,
  );
});
