/** Column profiles that were computed before; what is lost is computed again. */
import type { StoredTable } from "#core/stored-table.ts";
import type { ColumnProfile } from "#core/table-profile.ts";
import { cache } from "./database.ts";

/** Changes with what a profile holds. */
const FORM = "2";

const keyOf = ({ columns, parts }: StoredTable): string =>
  [
    FORM,
    ...columns.map(({ name, type }) => `${type} ${name}`),
    ...parts.map(({ hash }) => hash),
  ].join("\n");

export async function getProfile(
  table: StoredTable,
): Promise<readonly ColumnProfile[] | null> {
  const row = await cache.profiles.get(keyOf(table)).catch(() => undefined);
  return row?.columns ?? null;
}

export async function putProfile(
  table: StoredTable,
  columns: readonly ColumnProfile[],
): Promise<void> {
  await cache.profiles
    .put({ key: keyOf(table), columns })
    .catch(() => undefined);
}
