/**
 * What lies in the browser's storage, read past the app: raw IndexedDB and OPFS. Checks the
 * promises that hold at every moment, whatever was killed when.
 */
import type { Page } from "playwright-core";

export interface Stored {
  /** Broken promises, in words; empty when all is well. */
  readonly violations: readonly string[];
  readonly datasets: readonly {
    readonly name: string;
    readonly samples: number;
  }[];
  /** State of each item: `unlabeled`, `labeled`, `to_be_confirmed`. */
  readonly items: readonly string[];
  readonly steps: number;
  readonly versions: readonly string[];
  readonly jobs: readonly { readonly kind: string; readonly state: string }[];
  readonly trainings: number;
}

/** Runs in the page, so it is one function without imports. */
async function look(): Promise<Stored> {
  type Row = Record<string, unknown>;
  const opened = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () =>
        reject(request.error ?? new Error("IndexedDB failed"));
    });
  const violations: string[] = [];
  const db = await opened(indexedDB.open("gleaner"));
  const names = [
    "datasets",
    "samples",
    "items",
    "steps",
    "blobs",
    "versions",
    "jobs",
    "trainings",
  ];
  // One transaction: a picture of one moment.
  const transaction = db.transaction(names);
  const [datasets, samples, items, steps, blobs, versions, jobs, trainings] =
    (await Promise.all(
      names.map((name) => opened(transaction.objectStore(name).getAll())),
    )) as [Row[], Row[], Row[], Row[], Row[], Row[], Row[], Row[]];
  db.close();

  const facts = [
    "state",
    "annotation",
    "labels",
    "hard",
    "usage",
    "provenance",
  ];
  const contentOf = (row: Row): string =>
    JSON.stringify(facts.map((name) => row[name] ?? null));
  const replayed = new Map<string, string>();
  const last = new Map<string, number>();
  for (const step of steps) {
    const job = String(step["jobId"]);
    const seq = Number(step["seq"]);
    if (seq !== (last.get(job) ?? 0) + 1)
      violations.push(
        `journal of ${job}: ${String(seq)} follows ${String(last.get(job))}`,
      );
    last.set(job, seq);
    for (const edit of step["edits"] as {
      sampleId: string;
      before: Row;
      after: Row;
    }[]) {
      const key = `${job} ${edit.sampleId}`;
      const before = replayed.get(key);
      if (before !== undefined && before !== contentOf(edit.before))
        violations.push(
          `step ${String(seq)} of ${key} does not follow the one before`,
        );
      replayed.set(key, contentOf(edit.after));
    }
  }
  for (const item of items) {
    const key = `${String(item["jobId"])} ${String(item["sampleId"])}`;
    const told = replayed.get(key);
    if (told !== undefined && told !== contentOf(item))
      violations.push(`item ${key} is not what the journal says`);
    if (told === undefined && item["state"] !== "unlabeled")
      violations.push(
        `item ${key} is labeled and the journal knows nothing of it`,
      );
  }

  const files = new Map<string, number>();
  const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    for await (const handle of folder.values())
      if (handle.kind === "directory")
        await walk(handle as FileSystemDirectoryHandle);
      else
        files.set(
          handle.name,
          (await (handle as FileSystemFileHandle).getFile()).size,
        );
  };
  await walk(await navigator.storage.getDirectory());
  const kept = new Map(blobs.map((blob) => [String(blob["hash"]), blob]));
  for (const [hash, blob] of kept) {
    if (
      blob["place"] === "opfs" &&
      Number(blob["refs"]) > 0 &&
      files.get(hash) !== blob["bytes"]
    )
      violations.push(
        `file ${hash}: ${String(blob["bytes"])} bytes expected, ${String(files.get(hash))} found`,
      );
  }
  const counts = new Map<string, number>();
  for (const sample of samples) {
    const id = String(sample["datasetId"]);
    counts.set(id, (counts.get(id) ?? 0) + 1);
    if (Number(kept.get(String(sample["hash"]))?.["refs"] ?? 0) < 1)
      violations.push(`sample ${String(sample["path"])} has no file`);
  }
  for (const dataset of datasets)
    if (dataset["sampleCount"] !== (counts.get(String(dataset["id"])) ?? 0))
      violations.push(`dataset ${String(dataset["name"])} counts wrong`);
  for (const version of versions)
    for (const hash of [
      ...(version["chunks"] as string[]),
      ...(version["pictures"] as string[]),
    ])
      if (!kept.has(hash))
        violations.push(`version ${String(version["name"])} lacks ${hash}`);

  return {
    violations,
    datasets: datasets.map((dataset) => ({
      name: String(dataset["name"]),
      samples: counts.get(String(dataset["id"])) ?? 0,
    })),
    items: items.map((item) => String(item["state"])),
    steps: steps.length,
    versions: versions.map((version) => String(version["name"])),
    jobs: jobs.map((job) => ({
      kind: String(job["kind"]),
      state: String(job["state"]),
    })),
    trainings: trainings.length,
  };
}

export const storedIn = (page: Page): Promise<Stored> => page.evaluate(look);
