/**
 * What lies in the browser's storage, read past the app: raw IndexedDB and OPFS. Checks the
 * promises that hold at every moment, whatever was killed when.
 */
import type { Page } from "playwright-core";

type Row = Readonly<Record<string, unknown>>;

const TABLES = [
  "datasets",
  "samples",
  "items",
  "steps",
  "blobs",
  "versions",
  "jobs",
  "trainings",
  "labels",
] as const;

interface Dump {
  readonly tables: Readonly<Record<(typeof TABLES)[number], readonly Row[]>>;
  /** Bytes of each file in OPFS, by name. */
  readonly files: Readonly<Record<string, number>>;
}

interface Drawn {
  readonly objects: readonly unknown[];
}

export interface Stored {
  /** Broken promises, in words; empty when all is well. */
  readonly violations: readonly string[];
  readonly datasets: readonly {
    readonly name: string;
    readonly samples: number;
  }[];
  /** State of each item: `unlabeled`, `labeled`, `to_be_confirmed`. */
  readonly items: readonly string[];
  /** Samples of each label. */
  readonly labels: Readonly<Record<string, number>>;
  /** Drawn on all samples together. */
  readonly objects: number;
  readonly versions: readonly string[];
  readonly jobs: readonly { readonly kind: string; readonly state: string }[];
  /** Epochs told of each training. */
  readonly trainings: readonly number[];
}

/**
 * Runs in the page, so it is one function without imports. One transaction: one moment.
 * @returns a `Dump` as JSON: thousands of rows take Playwright many seconds as objects.
 */
async function dump(names: readonly string[]): Promise<string> {
  const opened = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () =>
        reject(request.error ?? new Error("IndexedDB failed"));
    });
  const db = await opened(indexedDB.open("gleaner"));
  const transaction = db.transaction(names);
  const rows = await Promise.all(
    names.map((name) => opened(transaction.objectStore(name).getAll())),
  );
  db.close();
  const files: Record<string, number> = {};
  const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    for await (const handle of folder.values()) {
      if (handle instanceof FileSystemDirectoryHandle) {
        await walk(handle);
        continue;
      }
      // The app runs meanwhile and may take one away; a row that needs it will tell.
      const file = await handle.getFile().catch(() => null);
      if (file) files[handle.name] = file.size;
    }
  };
  const root = await navigator.storage.getDirectory();
  // Only these: what else is there comes and goes while the app runs.
  for (const name of ["blobs", "packs"])
    await walk(await root.getDirectoryHandle(name, { create: true }));
  const tables = Object.fromEntries(names.map((name, i) => [name, rows[i]]));
  return JSON.stringify({ tables, files }, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? null : value,
  );
}

const CONTENT = [
  "state",
  "annotation",
  "labels",
  "hard",
  "usage",
  "provenance",
] as const;
const contentOf = (row: Row): string =>
  JSON.stringify(CONTENT.map((name) => row[name] ?? null));

interface Edit {
  readonly sampleId: string;
  readonly before: Row;
  readonly after: Row;
}

/** The journal played from its first step: what each item must be, and where it contradicts itself. */
function replay(steps: readonly Row[]): {
  readonly wrong: readonly string[];
  readonly contents: ReadonlyMap<string, string>;
} {
  const wrong: string[] = [];
  const contents = new Map<string, string>();
  const last = new Map<string, number>();
  for (const step of steps) {
    const job = String(step["jobId"]);
    const seq = Number(step["seq"]);
    if (seq !== (last.get(job) ?? 0) + 1)
      wrong.push(`step ${String(seq)} follows ${String(last.get(job))}`);
    last.set(job, seq);
    for (const edit of step["edits"] as readonly Edit[]) {
      const key = `${job} ${edit.sampleId}`;
      const before = contents.get(key);
      if (before !== undefined && before !== contentOf(edit.before))
        wrong.push(`step ${String(seq)} does not follow what was before`);
      contents.set(key, contentOf(edit.after));
    }
  }
  return { wrong, contents };
}

function wrongItems({ items, steps }: Dump["tables"]): string[] {
  const { wrong, contents } = replay(steps);
  const strange = items.filter((item) => {
    const told = contents.get(
      `${String(item["jobId"])} ${String(item["sampleId"])}`,
    );
    return told === undefined
      ? item["state"] !== "unlabeled"
      : told !== contentOf(item);
  });
  return [
    ...wrong,
    ...strange.map(
      ({ path }) => `item ${String(path)} is not what the journal says`,
    ),
  ];
}

interface StoredRows {
  readonly rows: number;
  readonly parts: readonly { readonly hash: string }[];
}
const tableOf = (row: Row): StoredRows | undefined =>
  row["table"] as StoredRows | undefined;

function wrongFiles({ tables, files }: Dump): string[] {
  const kept = new Map(tables.blobs.map((blob) => [blob["hash"], blob]));
  const isThere = ({ place, hash, bytes, pack, offset }: Row): boolean =>
    place === "pack"
      ? (files[String(pack)] ?? 0) >= Number(offset) + Number(bytes)
      : files[String(hash)] === bytes;
  const torn = tables.blobs.filter(
    (row) =>
      row["place"] !== "database" && Number(row["refs"]) > 0 && !isThere(row),
  );
  const isKept = (hash: unknown): boolean =>
    Number(kept.get(hash)?.["refs"] ?? 0) > 0;
  const lost = tables.samples.filter(
    ({ hash, text }) => text === undefined && !isKept(hash),
  );
  const gaps = [...tables.datasets, ...tables.versions].filter((row) =>
    tableOf(row)?.parts.some(({ hash }) => !isKept(hash)),
  );
  const holes = tables.versions.filter(({ chunks, pictures }) =>
    [...(chunks as string[]), ...(pictures as string[])].some(
      (hash) => !kept.has(hash),
    ),
  );
  return [
    ...torn.map(({ hash }) => `file ${String(hash)} is not whole`),
    ...lost.map(({ path }) => `sample ${String(path)} has no file`),
    ...gaps.map(({ name }) => `table ${String(name)} lacks parts`),
    ...holes.map(({ name }) => `version ${String(name)} lacks files`),
  ];
}

const samplesOf = ({ samples }: Dump["tables"], dataset: Row): number =>
  tableOf(dataset)?.rows ??
  samples.filter(({ datasetId }) => datasetId === dataset["id"]).length;

export async function storedIn(page: Page): Promise<Stored> {
  const found = JSON.parse(await page.evaluate(dump, TABLES)) as Dump;
  const { tables } = found;
  const counts = tables.datasets
    .filter((dataset) => dataset["sampleCount"] !== samplesOf(tables, dataset))
    .map(({ name }) => `dataset ${String(name)} counts wrong`);
  return {
    violations: [...wrongItems(tables), ...wrongFiles(found), ...counts],
    datasets: tables.datasets.map((dataset) => ({
      name: String(dataset["name"]),
      samples: samplesOf(tables, dataset),
    })),
    items: tables.items.map(({ state }) => String(state)),
    labels: Object.fromEntries(
      tables.labels.map(({ id, name }) => [
        String(name),
        tables.items.filter(({ labels }) => (labels as unknown[]).includes(id))
          .length,
      ]),
    ),
    objects: tables.items
      .map(({ annotation }) => (annotation as Partial<Drawn> | null)?.objects)
      .reduce((sum, objects) => sum + (objects?.length ?? 0), 0),
    versions: tables.versions.map(({ name }) => String(name)),
    jobs: tables.jobs.map(({ kind, state }) => ({
      kind: String(kind),
      state: String(state),
    })),
    trainings: tables.trainings.map(
      ({ curve }) => (curve as readonly unknown[]).length,
    ),
  };
}

/** How many items are labeled, whatever the screen shows. */
export const labeledIn = async (page: Page): Promise<number> =>
  (await storedIn(page)).items.filter((state) => state === "labeled").length;
