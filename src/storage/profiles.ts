/** Column profiles that were computed before; what is lost is computed again. */
import { contentKey, type StoredTable } from "#core/stored-table.ts";
import type { ColumnProfile } from "#core/table-profile.ts";
import { cache } from "./database.ts";

/** Changes with what a profile holds. */
const FORM = "3";

const keyOf = (table: StoredTable): string => `${FORM}\n${contentKey(table)}`;

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
