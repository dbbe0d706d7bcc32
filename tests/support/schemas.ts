/**
 * The database as each version of the app made it, frozen: these are never edited, only added to.
 * They repeat the app's own declarations on purpose: a change there must not change what was released.
 * Version n holds what changed against the one before.
 */
import Dexie from "dexie";

const version1 = {
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
};

const version2 = { backbones: "id, createdAt" };

/** Rows of trainings changed, not where they are kept. */
const version3 = {};

/** Small files lie together in packs. */
const version4 = { blobs: "hash, refs, pack" };

/** Fewer indexes of what there may be a million rows of. */
const version5 = {
  samples: "id, [datasetId+createdAt], &[datasetId+path], [datasetId+hash]",
  items:
    "[jobId+sampleId], [jobId+state+createdAt+sampleId], *labelKeys, [jobId+isHard]",
};

export const schemas: readonly Readonly<Record<string, string>>[] = [
  version1,
  version2,
  version3,
  version4,
  version5,
];

/** Rows as version 1 wrote them, one or more of each table that people fill. */
export const rowsOfVersion1: Readonly<Record<string, readonly object[]>> = {
  datasets: [
    {
      id: "d1",
      name: "fruit",
      description: "",
      dataType: "image",
      createdAt: 1,
      updatedAt: 2,
      sampleCount: 1,
      bytes: 3,
      currentVersionId: "v1",
      cover: "aa",
      isSample: false,
    },
  ],
  samples: [
    {
      id: "s1",
      datasetId: "d1",
      name: "1.jpg",
      path: "cat/1.jpg",
      hash: "aa",
      bytes: 3,
      mime: "image/jpeg",
      createdAt: 1,
      media: { kind: "image", width: 4, height: 5 },
    },
  ],
  labelingJobs: [
    {
      id: "j1",
      datasetId: "d1",
      type: "image_classification",
      name: "task",
      description: "",
      createdAt: 1,
      updatedAt: 1,
      singleLabel: true,
    },
  ],
  labels: [
    {
      id: "l1",
      jobId: "j1",
      name: "cat",
      color: "#ff0000",
      shortcut: "1",
      order: 0,
    },
  ],
  items: [
    {
      jobId: "j1",
      sampleId: "s1",
      hash: "aa",
      name: "1.jpg",
      path: "cat/1.jpg",
      bytes: 3,
      createdAt: 1,
      state: "labeled",
      annotation: { classes: [{ label: "l1", extra: {} }] },
      labels: ["l1"],
      hard: { coefficient: 0.5, reasons: "1-2" },
      usage: "TRAIN",
      provenance: { by: "human", at: 7, confidence: null },
      labelKeys: ["j1|l1"],
      isHard: 1,
    },
  ],
  steps: [
    {
      id: "t1",
      jobId: "j1",
      seq: 1,
      at: 7,
      by: "human",
      gesture: "label",
      kind: "do",
      edits: [],
      undoTop: 1,
      undoNext: 0,
      redoTop: 0,
      redoNext: 0,
    },
  ],
  versions: [
    {
      id: "v1",
      datasetId: "d1",
      name: "V001",
      createdAt: 8,
      chunks: ["bb"],
      pictures: ["aa"],
    },
  ],
  blobs: [
    {
      hash: "aa",
      bytes: 3,
      refs: 2,
      place: "database",
      writtenAt: 1,
      data: new Blob(["one"]),
    },
    {
      hash: "bb",
      bytes: 3,
      refs: 1,
      place: "database",
      writtenAt: 1,
      data: new Blob(["two"]),
    },
  ],
  jobs: [
    {
      id: "b1",
      kind: "import",
      state: "done",
      createdAt: 1,
      datasetId: "d1",
      projectId: null,
    },
  ],
  projects: [{ id: "p1", name: "fruit", updatedAt: 1 }],
  trainings: [
    {
      id: "r1",
      projectId: "p1",
      createdAt: 1,
      checkpoint: null,
      modelFiles: null,
    },
  ],
  models: [
    {
      id: "m1",
      name: "m",
      version: "0.0.1",
      projectId: "p1",
      createdAt: 1,
      files: {},
    },
  ],
  services: [{ id: "e1", name: "s", projectId: "p1", createdAt: 1 }],
  calls: [{ key: 1, serviceId: "e1", at: 5, status: 200 }],
  traces: [{ id: "c1", at: 1, name: "createDataset" }],
  settings: [{ key: "theme", value: "dark" }],
};

/** A database as the app of that version made it. */
export async function olderDatabase(
  name: string,
  version: number,
  content = rowsOfVersion1,
): Promise<Dexie> {
  const older = new Dexie(name);
  for (const [i, stores] of schemas.slice(0, version).entries())
    older.version(i + 1).stores(stores);
  await older.open();
  for (const [table, rows] of Object.entries(content))
    await older.table(table).bulkAdd([...rows]);
  return older;
}
