/** Trains one model. Reads the version's files and cached features itself; the page gets reports. */
import { expose } from "comlink";
import { AppError } from "#core/errors.ts";
import type { BlobHash, ModelId, VersionId } from "#core/ids.ts";
import type { ModelFiles } from "#core/model.ts";
import type {
  BackendName,
  EpochReport,
  Evaluation,
  TrainOptions,
} from "#core/training.ts";
import type { Version } from "#core/version.ts";
import type { TrainSample } from "#labeling/learning-contract.ts";
import { labelingType } from "#labeling/registry.ts";
import { loadTrainer } from "#labeling/trainers.ts";
import { readPicture } from "#media/read-picture.ts";
import { readPixels } from "#media/read-pixels.ts";
import { readSound } from "#media/read-sound.ts";
import { probeBackends } from "#ml/backend.ts";
import { readBlob, writeBlobs } from "#storage/blobs.ts";
import { getModel } from "#storage/models.ts";
import { getVectors, putVectors } from "#storage/vectors.ts";
import { getVersion, versionEntries } from "#storage/versions.ts";
import { addModel, inspectModel } from "./add-backbone.ts";
import { decodeEntry } from "./decode-entry.ts";
import { fitThreads } from "./fit-threads.ts";
import { readBackbone } from "./read-backbone.ts";
import { trainTableOf } from "./train-table.ts";
import { installTransferHandlers } from "./rpc.ts";

export interface WorkerTrainTask {
  readonly versionId: VersionId;
  readonly options: TrainOptions;
  readonly incrementalFrom: ModelId | null;
  readonly resume: BlobHash | null;
}

/** What the page hears, as proxied functions. */
export interface TrainHandlers {
  readonly progress: (stage: string, done: number, total: number) => void;
  readonly epoch: (report: EpochReport) => void;
  readonly checkpoint: (hash: BlobHash) => Promise<void> | void;
  readonly backend: (name: BackendName, reason: string) => void;
  readonly event: (text: string) => void;
}

export interface TrainAnswer {
  readonly evaluation: Evaluation;
  /** Path inside `model/` -> blob, not yet referenced by a row. */
  readonly files: Readonly<Record<string, BlobHash>>;
}

async function filesOf(id: ModelId): Promise<ModelFiles> {
  const model = await getModel(id);
  const entries = await Promise.all(
    Object.entries(model?.files ?? {}).map(
      async ([path, hash]) =>
        [
          path,
          new Uint8Array(await (await readBlob(hash)).arrayBuffer()),
        ] as const,
    ),
  );
  return { files: Object.fromEntries(entries) };
}

async function requireVersion(id: VersionId): Promise<Version> {
  const version = await getVersion(id);
  if (version) return version;
  throw new AppError("storage", "The dataset version was deleted", {
    reason: "missing",
  });
}

async function samplesOf(version: Version): Promise<TrainSample[]> {
  const type = labelingType(version.labelingType);
  const samples: TrainSample[] = [];
  for await (const entry of versionEntries(version)) {
    const { sampleId, hash, usage, state, text } = entry;
    // What is marked for tests or predictions was set aside: nothing may learn from it.
    const isAside = usage === "TEST" || usage === "INFERENCE";
    if (state !== "labeled" || isAside) continue;
    samples.push({
      id: sampleId,
      hash,
      path: entry.path,
      width: entry.width,
      height: entry.height,
      labels: entry.labels,
      usage: usage ?? "TRAIN",
      decode: () => decodeEntry(type, entry),
      ...(text === undefined ? {} : { text }),
      read: async () =>
        text === undefined ? readBlob(hash) : new Blob([text]),
    });
  }
  return samples;
}

const REPORT_MS = 100;

const api = {
  async train(
    task: WorkerTrainTask,
    handlers: TrainHandlers,
    stop: AbortSignal,
    signal: AbortSignal,
  ): Promise<TrainAnswer> {
    const version = await requireVersion(task.versionId);
    const table = await trainTableOf(version, task.options.labelColumn);
    const samples = table ? [] : await samplesOf(version);
    const trainer = await loadTrainer(version.labelingType);
    const openFitThreads = table && fitThreads();
    let last = 0;
    const { model, evaluation } = await trainer.train(
      {
        samples,
        ...(table ? { table } : {}),
        ...(openFitThreads ? { openFitThreads } : {}),
        options: task.options,
        resume: task.resume
          ? new Uint8Array(await (await readBlob(task.resume)).arrayBuffer())
          : null,
        incrementalFrom: task.incrementalFrom
          ? await filesOf(task.incrementalFrom)
          : null,
        cache: { get: getVectors, put: putVectors },
        readPixels,
        readPicture,
        readSound,
        readBackbone,
      },
      {
        progress: (stage, done, total) => {
          if (done < total && Date.now() - last < REPORT_MS) return;
          last = Date.now();
          handlers.progress(stage, done, total);
        },
        epoch: (report) => handlers.epoch(report),
        checkpoint: async (bytes) => {
          const [stored] = await writeBlobs([new Uint8Array(bytes)]);
          if (stored) await handlers.checkpoint(stored.hash);
        },
        backend: (name, reason) => handlers.backend(name, reason),
        event: (text) => handlers.event(text),
      },
      stop,
      signal,
    );
    const names = Object.keys(model.files);
    const stored = await writeBlobs(
      names.map((name) => new Uint8Array(model.files[name] ?? [])),
    );
    return {
      evaluation,
      files: Object.fromEntries(
        names.map((name, i) => [name, stored[i]?.hash ?? ("" as BlobHash)]),
      ),
    };
  },
  probeBackends,
  inspectModel,
  addModel,
};

export type TrainApi = typeof api;

installTransferHandlers();
expose(api);
