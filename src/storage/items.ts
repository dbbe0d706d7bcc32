/**
 * Lists of labeling items. A list is its ids alone, read from index keys without touching the
 * rows, so that 100,000 items open at once; rows are fetched for what is on the screen.
 */
import Dexie from "dexie";
import { asksForCopies } from "#core/copies.ts";
import type { DatasetId, LabelingJobId, SampleId } from "#core/ids.ts";
import { EVERY_ITEM, itemMatches, type ItemQuery } from "#core/item-query.ts";
import {
  ITEM_STATES,
  type ItemState,
  type LabelingItem,
} from "#core/labeling-job.ts";
import { database, type LabelingItemRow } from "./database.ts";
import { guarded } from "./errors.ts";
import { labelKey, toItem } from "./item-rows.ts";

const idsOf = (keys: readonly [string, string][]): SampleId[] =>
  keys.map(([, id]) => id as SampleId);

/** Only state, time and order are asked: index keys answer. */
function isPlain(query: ItemQuery): boolean {
  return (
    query.labels.length === 0 &&
    query.hard === null &&
    query.text.trim() === "" &&
    query.labeledBy === null
  );
}

const everyItem = (jobId: LabelingJobId) =>
  database.items
    .where("[jobId+sampleId]")
    .between([jobId, Dexie.minKey], [jobId, Dexie.maxKey]);

const isOfAnyTime = (query: ItemQuery): boolean =>
  query.createdAfter === null && query.createdBefore === null;

function stateRange(jobId: LabelingJobId, state: ItemState, query: ItemQuery) {
  const { createdAfter, createdBefore } = query;
  const after = [jobId, state, createdAfter ?? Dexie.minKey];
  const before = [jobId, state, createdBefore ?? Dexie.maxKey, Dexie.maxKey];
  return database.items
    .where("[jobId+state+createdAt+sampleId]")
    .between(after, before);
}

/** The items in the order of their making, which is that of sample ids; null where no index has them so. */
function plainRange(jobId: LabelingJobId, query: ItemQuery) {
  if (query.state !== "all") return stateRange(jobId, query.state, query);
  return isOfAnyTime(query) ? everyItem(jobId) : null;
}

async function plainIds(
  jobId: LabelingJobId,
  query: ItemQuery,
): Promise<SampleId[]> {
  const range = plainRange(jobId, query);
  if (range) return idsOf(await range.primaryKeys());
  const ids = await Promise.all(
    ITEM_STATES.map(async (state) =>
      idsOf(await stateRange(jobId, state, query).primaryKeys()),
    ),
  );
  return ids.flat().sort();
}

function compare(
  query: ItemQuery,
): (a: LabelingItemRow, b: LabelingItemRow) => number {
  switch (query.order) {
    case "oldest":
    case "copies":
      return (a, b) =>
        a.createdAt - b.createdAt || (a.sampleId < b.sampleId ? -1 : 1);
    case "newest":
      return (a, b) =>
        b.createdAt - a.createdAt || (a.sampleId < b.sampleId ? 1 : -1);
    case "name":
      return (a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1);
    case "recently_labeled":
      return (a, b) => (b.provenance?.at ?? 0) - (a.provenance?.at ?? 0);
  }
}

/** The rows that may match, by the narrowest index the query has. */
function candidates(jobId: LabelingJobId, query: ItemQuery) {
  const { items } = database;
  if (query.labels.length > 0) {
    return items
      .where("labelKeys")
      .anyOf(query.labels.map((id) => labelKey(jobId, id)))
      .distinct();
  }
  if (query.hard === true)
    return items.where("[jobId+isHard]").equals([jobId, 1]);
  return query.state === "all"
    ? everyItem(jobId)
    : stateRange(jobId, query.state, EVERY_ITEM);
}

/** One label and nothing else, in order of time: sample ids ascend with time, so keys are enough. */
function singleLabelRange(jobId: LabelingJobId, query: ItemQuery) {
  const [label] = query.labels;
  const only =
    query.labels.length === 1 &&
    isPlain({ ...query, labels: [] }) &&
    isOfAnyTime(query) &&
    query.state === "all";
  return label && only
    ? database.items.where("labelKeys").equals(labelKey(jobId, label))
    : null;
}

const isByTime = ({ order }: ItemQuery): boolean =>
  order === "oldest" || order === "newest" || order === "copies";

/**
 * The first `limit` ids of `itemIds`, where an index gives them without the others; null where all
 * would have to be read.
 */
export async function firstItemIds(
  jobId: LabelingJobId,
  query: ItemQuery,
  limit: number,
): Promise<SampleId[] | null> {
  if (!isByTime(query) || asksForCopies(query)) return null;
  const range = isPlain(query)
    ? plainRange(jobId, query)
    : singleLabelRange(jobId, query);
  if (!range) return null;
  const ordered = query.order === "newest" ? range.reverse() : range;
  return guarded(async () => idsOf(await ordered.limit(limit).primaryKeys()));
}

/** Ids of the items that match, in the query's order; what it asks of copies is up to the caller. */
export async function itemIds(
  jobId: LabelingJobId,
  query: ItemQuery,
): Promise<SampleId[]> {
  return guarded(async () => {
    const range = singleLabelRange(jobId, query);
    if (isByTime(query) && (range || isPlain(query))) {
      const ids = range
        ? idsOf(await range.primaryKeys())
        : await plainIds(jobId, query);
      return query.order === "newest" ? ids.reverse() : ids;
    }
    const rows = await candidates(jobId, query).toArray();
    return rows
      .filter((row) => itemMatches(query, row))
      .sort(compare(query))
      .map((row) => row.sampleId);
  });
}

/** In the order asked for; undefined where the job has no such item. */
export async function getItems(
  jobId: LabelingJobId,
  ids: readonly SampleId[],
): Promise<(LabelingItem | undefined)[]> {
  const rows = await guarded(() =>
    database.items.bulkGet(ids.map((id): [string, string] => [jobId, id])),
  );
  return rows.map((row) => row && toItem(row));
}

/** Where the items of these samples are in all labeling jobs of the dataset, if they are. */
export async function itemKeys(
  datasetId: DatasetId,
  ids: readonly SampleId[],
): Promise<[string, string][]> {
  const jobs = await database.labelingJobs
    .where("datasetId")
    .equals(datasetId)
    .primaryKeys();
  return jobs.flatMap((job) => ids.map((id): [string, string] => [job, id]));
}

/** The items of these samples in all labeling jobs of the dataset. */
export async function itemsOfSamples(
  datasetId: DatasetId,
  ids: readonly SampleId[],
): Promise<LabelingItem[]> {
  const rows = await guarded(async () =>
    database.items.bulkGet(await itemKeys(datasetId, ids)),
  );
  return rows.flatMap((row) => (row ? [toItem(row)] : []));
}

/** All items of a job at one moment, oldest first: no gesture is in it by half. */
export async function allItems(jobId: LabelingJobId): Promise<LabelingItem[]> {
  const rows = await guarded(() => candidates(jobId, EVERY_ITEM).toArray());
  return rows.map(toItem);
}

/** All items of a job, 1,000 rows in memory at a time, oldest first. */
export async function* eachItem(
  jobId: LabelingJobId,
  ids?: readonly SampleId[],
): AsyncGenerator<LabelingItem> {
  const PAGE = 1000;
  const all = ids ?? (await plainIds(jobId, EVERY_ITEM));
  for (let at = 0; at < all.length; at += PAGE) {
    for (const item of await getItems(jobId, all.slice(at, at + PAGE)))
      if (item) yield item;
  }
}
