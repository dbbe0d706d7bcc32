/**
 * Lists of labeling items. A list is its ids alone, read from index keys without touching the
 * rows, so that 100,000 items open at once; rows are fetched for what is on the screen.
 */
import Dexie from "dexie";
import { asksForCopies } from "#core/copies.ts";
import type { LabelingJobId, SampleId } from "#core/ids.ts";
import { EVERY_ITEM, itemMatches, type ItemQuery } from "#core/item-query.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
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

function plainRange(jobId: LabelingJobId, query: ItemQuery) {
  const after = query.createdAfter ?? Dexie.minKey;
  const before =
    query.createdBefore === null
      ? Dexie.maxKey
      : [query.createdBefore, Dexie.maxKey];
  const upper = Array.isArray(before) ? before : [before];
  return query.state === "all"
    ? database.items
        .where("[jobId+createdAt+sampleId]")
        .between([jobId, after], [jobId, ...upper])
    : database.items
        .where("[jobId+state+createdAt+sampleId]")
        .between([jobId, query.state, after], [jobId, query.state, ...upper]);
}

const plainIds = async (
  jobId: LabelingJobId,
  query: ItemQuery,
): Promise<SampleId[]> => idsOf(await plainRange(jobId, query).primaryKeys());

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
  if (query.state !== "all") {
    return items
      .where("[jobId+state+createdAt+sampleId]")
      .between(
        [jobId, query.state, Dexie.minKey],
        [jobId, query.state, Dexie.maxKey],
      );
  }
  return items
    .where("[jobId+createdAt+sampleId]")
    .between([jobId, Dexie.minKey], [jobId, Dexie.maxKey]);
}

/** One label and nothing else, in order of time: sample ids ascend with time, so keys are enough. */
function singleLabelRange(jobId: LabelingJobId, query: ItemQuery) {
  const [label] = query.labels;
  const only =
    query.labels.length === 1 &&
    isPlain({ ...query, labels: [] }) &&
    query.createdAfter === null &&
    query.createdBefore === null &&
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
    const range = isPlain(query)
      ? plainRange(jobId, query)
      : singleLabelRange(jobId, query);
    if (range && isByTime(query)) {
      const ids = idsOf(await range.primaryKeys());
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

/** The items of these samples in all labeling jobs. */
export async function itemsOfSamples(
  ids: readonly SampleId[],
): Promise<LabelingItem[]> {
  const rows = await guarded(() =>
    database.items
      .where("sampleId")
      .anyOf([...ids])
      .toArray(),
  );
  return rows.map(toItem);
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
