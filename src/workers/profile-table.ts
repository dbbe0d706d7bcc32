/** Column profiles of a stored table; computed once for the same parts. */
import type { Progress } from "#core/job.ts";
import type { StoredTable } from "#core/stored-table.ts";
import { tableOf } from "#core/table-columns.ts";
import type { TablePartData } from "#core/table-part.ts";
import { profileColumn, type ColumnProfile } from "#core/table-profile.ts";
import { getProfile, putProfile } from "#storage/profiles.ts";
import { readPart } from "#storage/tables.ts";

export async function profileTable(
  table: StoredTable,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<readonly ColumnProfile[]> {
  const known = await getProfile(table);
  if (known) return known;
  const parts: TablePartData[] = [];
  for (const part of table.parts) parts.push(await readPart(part));
  const profiles: ColumnProfile[] = [];
  const total = table.columns.length;
  for (const [i, column] of table.columns.entries()) {
    signal.throwIfAborted();
    const own = parts.map(({ rows, columns }) => ({
      rows,
      columns: columns.slice(i, i + 1),
    }));
    profiles.push(profileColumn(tableOf([column], own)));
    report({ done: i + 1, total, unit: "steps" });
  }
  await putProfile(table, profiles);
  return profiles;
}
