import { database } from "./database.ts";
import { guarded } from "./errors.ts";

/** A stored preference; `fallback` while it was never set. */
export async function getSetting<T>(key: string, fallback: T): Promise<T> {
  const row = await guarded(() => database.settings.get(key));
  return row === undefined ? fallback : (row.value as T);
}

/** @param value plain data. */
export async function setSetting(key: string, value: unknown): Promise<void> {
  await guarded(() => database.settings.put({ key, value }));
}
