import {
  arrangeCopies,
  asksForCopies,
  copiesAlone,
  type Copies,
} from "#core/copies.ts";
import type { DatasetId, LabelingJobId } from "#core/ids.ts";
import type { DataType } from "#core/data-type.ts";
import type { LabelingStore, Revision } from "#labeling/labeling-store.ts";
import { readBlob } from "#storage/blobs.ts";
import { keptCopies } from "#storage/copies.ts";
import { firstItemIds, getItems, itemIds } from "#storage/items.ts";
import { readJobRevision } from "#storage/job-revision.ts";
import {
  addLabel,
  checkLabelName,
  countByLabel,
  modifyLabel,
} from "#storage/labels.ts";
import { getThumbnail, putThumbnail } from "#storage/thumbnails.ts";
import { gestures, startGestures } from "#workers/gestures.client.ts";
import { withTransfer } from "#workers/transfer.client.ts";

import { follow } from "./live.svelte.ts";
import { modelStore } from "./model-answers.ts";
import { pictureSizes } from "./picture-sizes.ts";
import { sounds } from "./sounds.ts";
import { countByState } from "#storage/overview.ts";

/** Who labels on this device, until profiles exist. */
export const USER = "human";

/** Small rows only: it is read again after every change of any of them. */
async function readRevision(
  jobId: LabelingJobId,
  datasetId: DatasetId,
): Promise<Revision | null> {
  const {
    job,
    dataset,
    labels,
    history: past,
  } = await readJobRevision(jobId, datasetId);
  if (!job) return null;
  return {
    job,
    labels,
    history: past,
    seq: past.seq,
    // In one order of their own: moving a label changes no item.
    rows: [dataset?.updatedAt, ...labels.map(({ id }) => id).sort()].join(" "),
  };
}

/** Those found before, while the job has the same texts; else a worker reads all of them. */
async function copiesIn(
  jobId: LabelingJobId,
  datasetId: DatasetId,
): Promise<Copies> {
  const find = () =>
    withTransfer(
      (api) => api.findCopies(jobId, datasetId),
      new AbortController().signal,
    );
  return (await keptCopies(jobId, datasetId)) ?? find();
}

/** The session's view of the database, for one job. */
export function labelingStore(
  jobId: LabelingJobId,
  datasetId: DatasetId,
  { dataType, type }: { readonly dataType: DataType; readonly type: string },
): LabelingStore {
  const copies = () => copiesIn(jobId, datasetId);
  startGestures();
  return {
    user: USER,
    ids: async (query) => {
      if (!asksForCopies(query)) return itemIds(jobId, query);
      const groups = await copies();
      // Reading the ids of 100,000 texts takes more than half a second.
      const ids = copiesAlone(groups, query) ?? (await itemIds(jobId, query));
      return arrangeCopies(ids, groups, query);
    },
    copies,
    firstIds: (query, limit) => firstItemIds(jobId, query, limit),
    items: (ids) => getItems(jobId, ids),
    sizes: pictureSizes,
    counts: () => countByState(jobId),
    labelCounts: () => countByLabel(jobId),
    watch: (changed) =>
      follow(
        () => readRevision(jobId, datasetId),
        (revision) => {
          if (revision) changed(revision);
        },
      ),
    apply: (gesture, changes) => gestures.applyEdits(jobId, gesture, changes),
    undo: () => gestures.undo(jobId),
    redo: () => gestures.redo(jobId),
    addLabel: (name) => addLabel(jobId, { name }),
    modifyLabel: (id, patch) => modifyLabel(id, patch),
    checkLabelName: (name) => checkLabelName(name, dataType),
    picture: readBlob,
    thumbnail: getThumbnail,
    keepThumbnail: putThumbnail,
    sounds,
    models: modelStore(type),
  };
}
