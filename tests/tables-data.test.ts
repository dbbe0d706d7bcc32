/** Real tables, read to the end and back from what is stored, against counts made with pandas. */
import { openAsBlob } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCell, type CellValue } from "#core/cell-value.ts";
import { countCell, inferType, noKinds } from "#core/infer-columns.ts";
import type { Problem } from "#core/problems.ts";
import { tableOf } from "#core/table-columns.ts";
import {
  decodePart,
  PartBuilder,
  type TablePartData,
} from "#core/table-part.ts";
import { profileColumn } from "#core/table-profile.ts";
import type { Table } from "#core/table.ts";
import { beginTable } from "#formats/table-rows.ts";
import { dataFolder, hasData } from "./support/data-folder.ts";

interface Counts {
  readonly rows: number;
  readonly columns: number;
  readonly empty: number;
  readonly numeric: number;
  readonly sum: number;
}

/** `?` counts as empty in columns of numbers. */
const SETS: Readonly<Record<string, Counts>> = {
  "airquality.csv": {
    rows: 9357,
    columns: 15,
    empty: 0,
    numeric: 13,
    sum: 48496275.2427,
  },
  "automobile.csv": {
    rows: 202,
    columns: 26,
    empty: 51,
    numeric: 16,
    sum: 4378388.91,
  },
  "bank.csv": { rows: 45211, columns: 17, empty: 0, numeric: 7, sum: 77795461 },
  "boston.csv": {
    rows: 506,
    columns: 14,
    empty: 0,
    numeric: 14,
    sum: 472348.1552,
  },
  "diamond.csv": {
    rows: 6000,
    columns: 8,
    empty: 0,
    numeric: 2,
    sum: 70757483.12,
  },
  "glass.csv": {
    rows: 214,
    columns: 10,
    empty: 0,
    numeric: 10,
    sum: 22293.0302,
  },
  "heart_disease.csv": {
    rows: 270,
    columns: 14,
    empty: 0,
    numeric: 14,
    sum: 161706.5,
  },
  "insurance.csv": {
    rows: 1338,
    columns: 7,
    empty: 0,
    numeric: 4,
    sum: 17850776.6158,
  },
  "iris.csv": { rows: 150, columns: 5, empty: 0, numeric: 4, sum: 2078.2 },
  "titanic.csv": {
    rows: 891,
    columns: 12,
    empty: 866,
    numeric: 7,
    sum: 450490.1193,
  },
  "wine.csv": {
    rows: 6497,
    columns: 13,
    empty: 0,
    numeric: 12,
    sum: 1173991.096,
  },
};

async function tableIn(name: string, problems: Problem[]): Promise<Table> {
  const file = await openAsBlob(join(dataFolder, "tables", name));
  const tell = (problem: Problem): void => void problems.push(problem);
  const begun = await beginTable(name, file, {}, tell);
  if (!begun) throw new Error("The table could not be read");
  const rows: (readonly string[])[] = [];
  for await (const { cells } of begun.rows) rows.push(cells);
  const odd = rows.filter(({ length }) => length !== begun.names.length);
  expect(odd).toEqual([]);
  const columns = begun.names.map((column, i) => {
    const counts = noKinds();
    for (const cells of rows)
      countCell(counts, cells[i] ?? "", begun.delimiter);
    return { name: column, type: inferType(counts) };
  });
  const parts: TablePartData[] = [];
  const bad: string[] = [];
  let builder = new PartBuilder(columns.map(({ type }) => type));
  const flush = (): void => {
    parts.push(decodePart(builder.bytes().buffer));
    builder = new PartBuilder(columns.map(({ type }) => type));
  };
  for (const cells of rows) {
    builder.add(
      columns.map(({ type }, i): CellValue | null => {
        const value = readCell(cells[i] ?? "", type);
        if (value === undefined) bad.push(cells[i] ?? "");
        return value ?? null;
      }),
    );
    if (builder.isFull) flush();
  }
  if (builder.rows > 0) flush();
  expect(bad).toEqual([]);
  return tableOf(columns, parts);
}

describe.skipIf(!hasData)("tables (test data at hand)", () => {
  it.each(Object.entries(SETS))("%s", async (name, counts) => {
    const problems: Problem[] = [];
    const table = await tableIn(name, problems);
    const numbers = table.columns.flatMap(({ data }) =>
      data.kind === "numbers" ? [data.values] : [],
    );
    const sum = numbers
      .flatMap((values) => [...values])
      .reduce((total, n) => total + (Number.isNaN(n) ? 0 : n), 0);
    const missing = table.columns.map(
      (column) =>
        profileColumn({ rows: table.rows, columns: [column] }).missing,
    );
    expect(problems).toEqual([]);
    expect({
      rows: table.rows,
      columns: table.columns.length,
      empty: missing.reduce((total, n) => total + n, 0),
      numeric: table.columns.filter(({ type }) =>
        ["int", "long", "double"].includes(type),
      ).length,
    }).toEqual({
      rows: counts.rows,
      columns: counts.columns,
      empty: counts.empty,
      numeric: counts.numeric,
    });
    const dates = table.columns.filter(({ type }) => type === "date").length;
    if (dates === 0)
      expect(Math.abs(sum - counts.sum)).toBeLessThan(
        1e-9 * Math.abs(counts.sum),
      );
  });
});
