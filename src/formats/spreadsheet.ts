/** The rows of an `.xlsx` file. The library is loaded with the first such file. */
import { AppError } from "#core/errors.ts";
import type { TableRow } from "./text-table.ts";

export interface Spreadsheet {
  readonly rows: readonly TableRow[];
  /** Sheets besides the first, which are not read. */
  readonly otherSheets: readonly string[];
}

const MIDNIGHT = /T00:00:00(\.000)?Z$/;

/** Dates have no time zone in a spreadsheet: they come as UTC. */
const dateText = (date: Date): string => {
  const iso = date.toISOString();
  return MIDNIGHT.test(iso)
    ? iso.slice(0, 10)
    : iso.slice(0, 19).replace("T", " ");
};

const cellText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return dateText(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return typeof cell === "string" ? cell : JSON.stringify(cell);
};

/** @throws AppError('format') when the file is no spreadsheet. */
export async function readSpreadsheet(file: Blob): Promise<Spreadsheet> {
  const { default: readXlsx } = await import("read-excel-file/universal");
  try {
    // Numbers stay as the file writes them: long ones would lose digits.
    const sheets = await readXlsx<string>(await file.arrayBuffer(), {
      parseNumber: (text: string) => text,
      trim: false,
    });
    const [first, ...others] = sheets;
    return {
      rows: (first?.data ?? []).map((cells, i) => ({
        line: i + 1,
        cells: cells.map(cellText),
      })),
      otherSheets: others.map(({ sheet }) => sheet),
    };
  } catch (error) {
    throw new AppError(
      "format",
      "The file cannot be read as an .xlsx spreadsheet",
      {},
      { cause: error },
    );
  }
}
