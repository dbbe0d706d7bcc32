/** The versions of a dataset. */
import type { DatasetId, VersionId } from "#core/ids.ts";
import type { Version } from "#core/version.ts";
import {
  checkVersionName,
  compareVersions,
  deleteVersion,
  listVersions,
  setCurrentVersion,
} from "#storage/versions.ts";
import { Live } from "./live.svelte.ts";

export class VersionList {
  readonly #datasetId: DatasetId;
  readonly #rows: Live<readonly Version[] | null>;

  constructor(datasetId: DatasetId) {
    this.#datasetId = datasetId;
    this.#rows = new Live<readonly Version[] | null>(
      () => listVersions(datasetId),
      null,
    );
  }

  /** Newest first; null until read. */
  get rows(): readonly Version[] | null {
    return this.#rows.current;
  }

  readonly setCurrent = (id: VersionId): Promise<void> =>
    setCurrentVersion(this.#datasetId, id);
  readonly delete = deleteVersion;
  readonly compare = compareVersions;
}

/** The rule a version's name breaks, in words, or null. */
export const versionNameProblem: typeof checkVersionName = (name) =>
  checkVersionName(name);
