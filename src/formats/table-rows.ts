/** Table files row by row: the header is told apart, and what does not fit the schema is told. Source: data management 3.3. */
import { toAppError } from "#core/errors.ts";
import type { Problem } from "#core/problems.ts";
import type { TableReading } from "#core/table-import.ts";
import type { Column } from "#core/table.ts";
import { openTable, type OpenTable } from "./table-file.ts";
import { bytesProblem } from "./text-encoding.ts";
import { unguarded, type TableRow } from "./text-table.ts";

/** `attr_1`, `attr_2` ...: names of columns that have none. Source: data management 3.3. */
const attribute = (i: number): string => `attr_${String(i + 1)}`;

/** Names as a schema can have them: none empty, none twice. */
function columnNames(cells: readonly string[]): string[] {
  const names: string[] = [];
  for (const [i, cell] of cells.entries()) {
    const base = cell.trim() || attribute(i);
    let name = base;
    for (let n = 2; names.includes(name); n += 1) name = `${base}_${String(n)}`;
    names.push(name);
  }
  return names;
}

/** A file, begun: what its columns are called, and its rows. */
export interface BegunTable extends Omit<OpenTable, "rows"> {
  readonly names: readonly string[];
  readonly rows: AsyncGenerator<TableRow>;
}

const isBlank = ({ cells }: TableRow): boolean =>
  cells.every((cell) => cell.trim() === "") && cells.length <= 1;

/** Without the Tab that an export put before what a table program would run. */
const plain = (row: TableRow): TableRow =>
  row.cells.some((cell) => cell.startsWith("\t"))
    ? { ...row, cells: row.cells.map(unguarded) }
    : row;

async function* filled(
  path: string,
  { rows, encoding }: OpenTable,
  report: (problem: Problem) => void,
): AsyncGenerator<TableRow> {
  for await (const row of rows) {
    if (isBlank(row)) continue;
    const { line, cells } = row;
    const broken = encoding && bytesProblem(cells.join(", "), encoding);
    if (broken) report({ ...broken, rule: "table.bytes", file: path, line });
    yield plain(row);
  }
}

async function* withFirst(
  first: TableRow,
  rest: AsyncGenerator<TableRow>,
): AsyncGenerator<TableRow> {
  yield first;
  yield* rest;
}

/** Null when the file is empty, or cannot be read, which is told. */
export async function beginTable(
  path: string,
  file: Blob,
  reading: TableReading,
  report: (problem: Problem) => void,
): Promise<BegunTable | null> {
  try {
    const opened = await openTable(path, file, reading, report);
    const rows = filled(path, opened, report);
    const first = await rows.next();
    if (first.done) {
      const message = "The file has no rows";
      report({ severity: "warning", rule: "table.empty", file: path, message });
      return null;
    }
    const { cells } = first.value;
    const hasHeader = reading.hasHeader ?? true;
    return {
      ...opened,
      names: hasHeader ? columnNames(cells) : cells.map((_, i) => attribute(i)),
      rows: hasHeader ? rows : withFirst(first.value, rows),
    };
  } catch (error) {
    const { code, message } = toAppError(error);
    if (code !== "format") throw error;
    report({ severity: "error", rule: "table.broken", file: path, message });
    return null;
  }
}

/** Why the file does not belong to the schema, or null. */
export function schemaProblem(
  path: string,
  { names }: BegunTable,
  schema: readonly string[],
  hasHeader: boolean,
): Problem | null {
  const base = { severity: "error" as const, rule: "table.schema", file: path };
  if (names.length !== schema.length)
    return {
      ...base,
      line: 1,
      message: `The schema has ${String(schema.length)} columns, this file has ${String(names.length)}: left out`,
      value: names.join(", ").slice(0, 200),
    };
  const other = hasHeader
    ? names.findIndex((name, i) => name !== schema[i])
    : -1;
  if (other < 0) return null;
  return {
    ...base,
    line: 1,
    message: `Column ${String(other + 1)} is ${schema[other] ?? ""} in the schema: the file is left out`,
    value: names[other] ?? "",
  };
}

/** A row left out. */
export const rowProblem = (
  file: string,
  { line, cells }: TableRow,
  columns: number,
): Problem => ({
  severity: "warning",
  rule: "table.row",
  file,
  line,
  message: `The row has ${String(cells.length)} cells, the schema ${String(columns)} columns: ignored`,
  value: cells.join(", ").slice(0, 200),
});

/** A value that does not fit its type. */
export const valueProblem = (
  file: string,
  { line }: TableRow,
  { name, type }: Column,
  value: string,
): Problem => ({
  severity: "warning",
  rule: "table.value",
  file,
  line,
  message: `${name} must be ${type}: the value became null`,
  value: value.slice(0, 200),
});
