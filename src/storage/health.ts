/** How safe the data is on this device. Every ability is found out by trying it. */
import { canWriteFiles } from "./blob-files.ts";
import { database } from "./database.ts";
import { getSetting, setSetting } from "./settings.ts";

export interface StorageHealth {
  /** The browser promised not to delete the data; null where it does not tell. */
  readonly persisted: boolean | null;
  /** Bytes used and allowed; null where the browser does not tell. */
  readonly usage: number | null;
  readonly quota: number | null;
  /** Files lie in the file system of the origin, not in the database. */
  readonly opfs: boolean;
  /** Milliseconds since 1970; null = never. */
  readonly lastBackupAt: number | null;
  readonly datasets: number;
}

export async function storageHealth(): Promise<StorageHealth> {
  const manager = globalThis.navigator?.storage as StorageManager | undefined;
  const [persisted, estimate, opfs, lastBackupAt, datasets] = await Promise.all(
    [
      manager?.persisted?.().catch(() => null) ?? null,
      manager?.estimate?.().catch(() => null) ?? null,
      canWriteFiles(),
      getSetting<number | null>("lastBackupAt", null),
      database.datasets.count(),
    ],
  );
  return {
    persisted,
    usage: estimate?.usage ?? null,
    quota: estimate?.quota ?? null,
    opfs,
    lastBackupAt,
    datasets,
  };
}

/** Asks the browser to keep the data; it may refuse. */
export async function requestPersistence(): Promise<boolean> {
  const manager = globalThis.navigator?.storage as StorageManager | undefined;
  return (await manager?.persist?.().catch(() => false)) ?? false;
}

export async function noteBackup(at: number): Promise<void> {
  await setSetting("lastBackupAt", at);
}

const MARKER = "gleaner-has-data";

/** Remembers, outside the database, that there is data in it. Called whenever a dataset exists. */
export function markDatabaseUsed(used: boolean): void {
  try {
    if (used) localStorage.setItem(MARKER, String(Date.now()));
    else localStorage.removeItem(MARKER);
  } catch {
    // A browser without local storage cannot remember; then nothing is claimed to be lost.
  }
}

/** There was data when the app last ran, and now the database is empty: the browser deleted it. */
export async function expectedDatabaseGone(): Promise<boolean> {
  let marked = false;
  try {
    marked = localStorage.getItem(MARKER) !== null;
  } catch {
    return false;
  }
  const count = await database.datasets.count();
  if (count > 0) markDatabaseUsed(true);
  return marked && count === 0;
}
