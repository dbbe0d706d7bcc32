/** The rows of a table as one CSV file. */
import type { Progress } from "#core/job.ts";
import type { StoredTable } from "#core/stored-table.ts";
import { textAt } from "#core/table-part.ts";
import { tableLine } from "#formats/table-csv.ts";
import { readPart } from "#storage/tables.ts";
import { seldom } from "./seldom.ts";

export async function exportTable(
  { columns, parts, rows }: StoredTable,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const isText = columns.map(({ type }) => type === "string");
  const names = columns.map(({ name }) => name);
  const progress = seldom(report);
  const blobs = [
    new Blob([
      tableLine(
        names,
        names.map(() => true),
      ),
    ]),
  ];
  let done = 0;
  for (const part of parts) {
    signal.throwIfAborted();
    const data = await readPart(part);
    const lines: string[] = [];
    for (let row = 0; row < data.rows; row += 1)
      lines.push(
        tableLine(
          data.columns.map((column) => textAt(column, row)),
          isText,
        ),
      );
    // A blob each, so that the browser may keep them out of memory.
    blobs.push(new Blob(lines));
    done += part.rows;
    progress({ done, total: rows, unit: "samples" });
  }
  return new Blob(blobs, { type: "text/csv" });
}
