/**
 * Schema versions and upgrades, nothing else. A version that was released is never edited. One that
 * changes rows must change those of an older backup too, when it is restored (`records-restore.ts`).
 */
import type { EntityTable, Table } from "dexie";
import { AppError } from "#core/errors.ts";
import type { AddedBackbone } from "#core/backbone.ts";
import type { Dataset, Sample } from "#core/dataset.ts";
import type { Copies } from "#core/copies.ts";
import type { BlobHash, PackId } from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import type { JournalStep } from "#core/journal.ts";
import type { Label } from "#core/label.ts";
import type { LabelingItem, LabelingJob } from "#core/labeling-job.ts";
import type { Model } from "#core/model.ts";
import type { Project } from "#core/project.ts";
import type { Service, ServiceCall } from "#core/service.ts";
import type { ColumnProfile } from "#core/table-profile.ts";
import type { Trace } from "#core/trace.ts";
import type { TrainingRun } from "#core/training.ts";
import type { Version } from "#core/version.ts";
import type { KeptBytes } from "./kept-bytes.ts";
import { PatientDexie } from "./patient-dexie.ts";
import { upgradedTraining } from "./training-upgrade.ts";

/** A stored file: how many rows refer to it, and where its bytes lie. */
export interface BlobRow {
  readonly hash: BlobHash;
  readonly bytes: number;
  readonly refs: number;
  /** `opfs`: a file of its own. */
  readonly place: "opfs" | "pack" | "database";
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
  /** The bytes themselves, only where OPFS cannot be written. */
  readonly data?: KeptBytes;
  /** The file that the bytes share with others, and where in it they begin; only of place `pack`. */
  readonly pack?: PackId;
  readonly offset?: number;
}

/** `labelKeys` holds `jobId|labelId`, because a multi-entry index cannot be compound. */
export interface LabelingItemRow extends LabelingItem {
  readonly labelKeys: readonly string[];
  /** 1 when marked hard, so that it can be indexed (booleans cannot); left out otherwise, and then in no index. */
  readonly isHard?: 0 | 1;
}

/** A file handed over for import, kept until it was taken in, so that a killed tab loses nothing. */
export interface StagedFile {
  readonly jobId: Job["id"];
  readonly index: number;
  readonly path: string;
  readonly file: KeptBytes;
}

/** What the scan of an import found for one file; becomes a sample when the user confirms. */
export interface ScannedFile {
  readonly jobId: Job["id"];
  readonly index: number;
  /** The stored file, which no clean-up takes while this row is there; null when it was refused. */
  readonly hash: BlobHash | null;
  /** Plain data, the import job's own form. */
  readonly found: unknown;
}

export interface SettingRow {
  readonly key: string;
  readonly value: unknown;
}

/** The newest of the versions below. */
export const SCHEMA_VERSION = 5;

export class GleanerDatabase extends PatientDexie {
  declare datasets: EntityTable<Dataset, "id">;
  declare samples: EntityTable<Sample, "id">;
  declare labelingJobs: EntityTable<LabelingJob, "id">;
  declare labels: EntityTable<Label, "id">;
  declare items: Table<LabelingItemRow, [string, string]>;
  declare steps: Table<JournalStep, [string, number]>;
  declare versions: EntityTable<Version, "id">;
  declare blobs: EntityTable<BlobRow, "hash">;
  declare jobs: EntityTable<Job, "id">;
  declare staged: Table<StagedFile, [string, number]>;
  declare scanned: Table<ScannedFile, [string, number]>;
  declare projects: EntityTable<Project, "id">;
  declare trainings: EntityTable<TrainingRun, "id">;
  declare models: EntityTable<Model, "id">;
  declare backbones: EntityTable<AddedBackbone, "id">;
  declare services: EntityTable<Service, "id">;
  declare calls: Table<ServiceCall & { readonly key?: number }, number>;
  declare traces: EntityTable<Trace, "id">;
  declare settings: EntityTable<SettingRow, "key">;

  constructor(name = "gleaner") {
    super(name, { chromeTransactionDurability: "strict" });
    this.version(1).stores({
      datasets: "id, &name, updatedAt",
      samples:
        "id, [datasetId+createdAt], &[datasetId+path], [datasetId+hash], hash",
      labelingJobs: "id, datasetId, createdAt",
      labels: "id, jobId, &[jobId+name]",
      items:
        "[jobId+sampleId], [jobId+createdAt+sampleId], [jobId+state+createdAt+sampleId], *labelKeys, [jobId+isHard], [jobId+name], sampleId",
      steps: "[jobId+seq], jobId",
      versions: "id, datasetId, &[datasetId+name]",
      blobs: "hash, refs",
      jobs: "id, state, createdAt, datasetId, projectId",
      staged: "[jobId+index], jobId",
      scanned: "[jobId+index], jobId",
      projects: "id, &name, updatedAt",
      trainings: "id, projectId, createdAt",
      models: "id, &[name+version], projectId, createdAt",
      services: "id, name, projectId, createdAt",
      calls: "++key, [serviceId+at]",
      traces: "id, at",
      settings: "key",
    });
    this.version(2).stores({ backbones: "id, createdAt" });
    this.version(3).upgrade((upgrade) =>
      upgrade
        .table<TrainingRun>("trainings")
        .toCollection()
        .modify((row, place) => {
          place.value = upgradedTraining(row);
        }),
    );
    // What a version before does not know of, its clean-up would lose.
    this.version(4).stores({ blobs: "hash, refs, pack" });
    // Writing to an index takes as long as half a row: a million texts pay for each.
    this.version(5).stores({
      samples: "id, [datasetId+createdAt], &[datasetId+path], [datasetId+hash]",
      items:
        "[jobId+sampleId], [jobId+state+createdAt+sampleId], *labelKeys, [jobId+isHard]",
    });
    // Dexie opens what a newer version of the app has written, and would write into it as of old.
    this.on("ready", () => this.#refuseNewer(), true);
  }

  #refuseNewer(): void {
    // Dexie counts in tenths, and keeps its own number when it opens what is newer.
    const found = Math.floor(this.backendDB().version / 10);
    if (found <= SCHEMA_VERSION) return;
    throw new AppError(
      "storage",
      "The data on this device was written by a newer version of Gleaner. Nothing is lost: reload to update this page.",
      { reason: "newer", found, known: SCHEMA_VERSION },
    );
  }
}

/** Thumbnails, feature vectors, column profiles and copies of texts: may be deleted at any time, so they live in their own database. */
export class CacheDatabase extends PatientDexie {
  declare thumbnails: Table<
    {
      readonly hash: BlobHash;
      readonly mime: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
    },
    string
  >;
  declare vectors: Table<
    { readonly key: string; readonly vector: ArrayBuffer },
    string
  >;

  declare profiles: Table<
    { readonly key: string; readonly columns: readonly ColumnProfile[] },
    string
  >;
  declare copies: Table<
    { readonly jobId: string; readonly of: string; readonly groups: Copies },
    string
  >;

  constructor(name = "gleaner-cache") {
    super(name, { chromeTransactionDurability: "relaxed" });
    this.version(1).stores({ thumbnails: "hash", vectors: "key" });
    this.version(2).stores({ profiles: "key" });
    this.version(3).stores({ copies: "jobId" });
  }
}

export const database = new GleanerDatabase();
export const cache = new CacheDatabase();
