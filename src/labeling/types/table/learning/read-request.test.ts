import { expect, it } from "vitest";
import type { ColumnType } from "#core/table.ts";
import { binningOf } from "#ml/table/bins.ts";
import { denseColumnOf } from "#ml/table/dense-columns.ts";
import type { TableModel } from "#ml/table/table-model.ts";
import { requestTable } from "./read-request.ts";

/** A model that is asked about one column. */
function modelOf(type: ColumnType): TableModel {
  const data = { kind: "numbers", values: Float64Array.of(0, 1) } as const;
  const column = { name: "x", type };
  return {
    label: { name: "y", type: "continuous" },
    labels: [],
    given: [column],
    inputs: [
      { ...column, binning: binningOf(data), dense: denseColumnOf(data, []) },
    ],
    members: [],
    temperature: 1,
  };
}

function valueOf(type: ColumnType, value: unknown): number | undefined {
  const text = JSON.stringify({ data: { req_data: [{ x: value }] } });
  const data = requestTable(text, modelOf(type)).columns[0]?.data;
  return data?.kind === "numbers" ? data.values[0] : undefined;
}

it.each<readonly [ColumnType, unknown, number]>([
  ["timestamp", "2024-01-31 18:30:00", Date.UTC(2024, 0, 31, 18, 30)],
  ["date", "2024-01-31", Date.UTC(2024, 0, 31)],
  ["boolean", "TRUE", 1],
  ["boolean", "false", 0],
  ["boolean", true, 1],
  ["int", " 12 ", 12],
  ["float", 0.1, Math.fround(0.1)],
  ["double", "1e3", 1000],
  ["double", "NA", Number.NaN],
  ["int", "?", Number.NaN],
  ["timestamp", "-", Number.NaN],
  ["double", "", Number.NaN],
  ["double", null, Number.NaN],
])("%s %j is read as the cell of a file is", (type, value, wanted) => {
  expect(valueOf(type, value)).toBe(wanted);
});

it.each<readonly [ColumnType, unknown, string]>([
  ["timestamp", "31.1.2024", "a time such as 2024-01-31 18:30:00"],
  ["date", "2024-02-31", "a date such as 2024-01-31"],
  ["boolean", "yes", "true or false"],
  ["int", "2.5", "a whole number below 2147483648"],
  ["double", "old", "a number"],
  ["double", [1], "a number"],
])("%s %j is refused", (type, value, rule) => {
  expect(() => valueOf(type, value)).toThrow(
    `Row 1: column x must be ${rule}, but is ${JSON.stringify(value)}`,
  );
});
