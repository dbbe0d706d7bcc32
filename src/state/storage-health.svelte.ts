/** The Storage page's data and actions. */
import type { JobId } from "#core/ids.ts";
import { sweepBlobs } from "#storage/blob-sweep.ts";
import { clearDownloads } from "#storage/downloads.ts";
import {
  expectedDatabaseGone,
  markDatabaseUsed,
  requestPersistence,
  storageHealth,
  type StorageHealth,
} from "#storage/health.ts";
import { trace } from "#storage/traces.ts";
import { clearCaches } from "#storage/vectors.ts";
import { reportError } from "./toasts.svelte.ts";

export class StorageState {
  #health = $state.raw<StorageHealth | null>(null);

  constructor() {
    void this.refresh();
  }

  get health(): StorageHealth | null {
    return this.#health;
  }

  readonly refresh = async (): Promise<void> => {
    try {
      this.#health = await storageHealth();
    } catch (error) {
      reportError(error);
    }
  };

  readonly persist = async (): Promise<boolean> => {
    const granted = await requestPersistence();
    await trace({
      name: "updateSettings",
      resourceType: "Settings",
      resourceId: "persistence",
      resourceName: "persistence",
      status: granted ? "Normal" : "Warning",
      detail: { granted },
    });
    await this.refresh();
    return granted;
  };

  readonly clearCaches = async (): Promise<void> => {
    await Promise.all([clearCaches(), clearDownloads(), sweepBlobs()]);
    await this.refresh();
  };

  // Asked for now and then, while the figures are part of the first screen.
  readonly backUp = async (
    title: string,
    target: FileSystemFileHandle | null,
  ): Promise<JobId> =>
    (await import("#jobs/backup.ts")).startBackup(title, target);
  readonly restore = async (title: string, archive: File): Promise<JobId> =>
    (await import("#jobs/restore.ts")).startRestore(title, archive);
}

export { expectedDatabaseGone, markDatabaseUsed };
