/** The files of an import that hold tables. */
import type { FoundFile } from "#core/import.ts";
import type { JobId } from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import { isTableFile } from "#formats/table-file.ts";
import { readScan } from "./import-sources.ts";

export interface TableFiles {
  /** By name, `table_import_2.csv` before `table_import_10.csv`. */
  readonly files: readonly FoundFile[];
  readonly problems: readonly Problem[];
}

export async function tableFiles(jobId: JobId): Promise<TableFiles> {
  const { files, problems } = await readScan(jobId);
  const order = new Intl.Collator("en", { numeric: true });
  return {
    files: files
      .filter(({ path }) => isTableFile(path))
      .sort((a, b) => order.compare(a.path, b.path)),
    problems: [
      ...problems,
      ...files
        .filter(({ path }) => !isTableFile(path))
        .map(({ path }): Problem => ({
          severity: "warning",
          rule: "table.format",
          file: path,
          message: "A table is a .csv, .tsv, .txt or .xlsx file: left out",
        })),
    ],
  };
}
