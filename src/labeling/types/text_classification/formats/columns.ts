/** Which column of a table holds the texts and which the labels. */
import type { TextReading } from "#core/text-reading.ts";

const TEXT =
  /^(text|texts|review|reviews|content|sentence|message|comment|body|title|description|query|文本|内容|评论|标题|句子)$/i;
const LABEL =
  /^(label|labels|class|classes|category|categories|target|sentiment|tag|tags|类别|标签|分类|情感)$/i;
const LOOKED_AT = 200;

export type TableReading = Required<
  Pick<TextReading, "hasHeader" | "textColumn" | "labelColumn">
>;

/** The first row names columns: it has a known name, or short names that no other row repeats. */
function looksLikeHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...rest] = rows;
  if (first.some((cell) => TEXT.test(cell.trim()) || LABEL.test(cell.trim())))
    return true;
  const isName = (cell: string): boolean =>
    /^[\p{L}_][\p{L}\p{N}_ -]{0,31}$/u.test(cell.trim());
  return (
    rest.length > 1 &&
    first.length > 1 &&
    new Set(first).size === first.length &&
    first.every(isName) &&
    !first.some((cell, at) => rest.some((row) => row[at] === cell))
  );
}

const meanLength = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length);

/** The column of few and short values, with two of them at least. */
function labelColumnOf(columns: readonly (readonly string[])[]): number | null {
  let best: number | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const [at, cells] of columns.entries()) {
    const values = new Set(cells);
    const isLabel =
      values.size > 1 &&
      values.size <= Math.max(2, cells.length / 2) &&
      meanLength(cells) <= 32;
    if (isLabel && values.size < fewest) [best, fewest] = [at, values.size];
  }
  return best;
}

/** @param rows the first of a table. */
export function guessColumns(
  rows: readonly (readonly string[])[],
  reading: TextReading,
): { readonly reading: TableReading; readonly columns: readonly string[] } {
  const hasHeader = reading.hasHeader ?? looksLikeHeader(rows);
  const body = rows.slice(hasHeader ? 1 : 0, LOOKED_AT);
  const width = Math.max(
    0,
    ...rows.slice(0, LOOKED_AT).map((row) => row.length),
  );
  const names = Array.from({ length: width }, (_, at) =>
    hasHeader ? (rows[0]?.[at]?.trim() ?? "") : "",
  );
  const columns = names.map((_, at) => body.map((row) => row[at] ?? ""));
  const named = (pattern: RegExp, but: number | null): number =>
    names.findIndex((name, at) => at !== but && pattern.test(name));
  const labelNamed = named(LABEL, null);
  const labelColumn =
    reading.labelColumn !== undefined
      ? reading.labelColumn
      : labelNamed >= 0
        ? labelNamed
        : labelColumnOf(columns);
  const textNamed = named(TEXT, labelColumn);
  const longest = columns.reduce(
    (best, cells, at) =>
      at !== labelColumn &&
      (best === labelColumn ||
        meanLength(cells) > meanLength(columns[best] ?? []))
        ? at
        : best,
    0,
  );
  const textColumn =
    reading.textColumn ?? (textNamed >= 0 ? textNamed : longest);
  return {
    reading: { hasHeader, textColumn, labelColumn },
    columns: names.map((name, at) => name || String(at + 1)),
  };
}

/** The text of a row. */
export function textIn(
  cells: readonly string[],
  { textColumn, labelColumn }: Pick<TextReading, "textColumn" | "labelColumn">,
): string {
  if (typeof textColumn === "number") return cells[textColumn] ?? "";
  return cells
    .filter((cell, at) => at !== labelColumn && cell !== "")
    .join(" ");
}
