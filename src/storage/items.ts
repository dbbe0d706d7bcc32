/**
 * Lists of labeling items. A list is its ids alone, read from index keys without touching the
 * rows, so that 100,000 items open at once; rows are fetched for what is on the screen.
 */
import Dexie from "dexie";
import type { LabelingJobId, SampleId } from "#core/ids.ts";
import { EVERY_ITEM, itemMatches, type ItemQuery } from "#core/item-query.ts";
import type { ItemState, LabelingItem } from "#core/labeling-job.ts";
import { database, type LabelingItemRow } from "./database.ts";
import { guarded } from "./errors.ts";
import { labelKey, toItem } from "./item-rows.ts";

export async function countByState(
  jobId: LabelingJobId,
): Promise<Record<ItemState | "all", number>> {
  const count = (state: ItemState) =>
    database.items
      .where("[jobId+state+createdAt+sampleId]")
      .between([jobId, state, Dexie.minKey], [jobId, state, Dexie.maxKey])
      .count();
  return guarded(async () => {
    const [unlabeled, labeled, toBeConfirmed] = await Promise.all([
      count("unlabeled"),
      count("labeled"),
      count("to_be_confirmed"),
    ]);
    return {
      unlabeled,
      labeled,
      to_be_confirmed: toBeConfirmed,
      all: unlabeled + labeled + toBeConfirmed,
    };
  });
}

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

async function plainIds(
  jobId: LabelingJobId,
  query: ItemQuery,
): Promise<SampleId[]> {
  const after = query.createdAfter ?? Dexie.minKey;
  const before =
    query.createdBefore === null
      ? Dexie.maxKey
      : [query.createdBefore, Dexie.maxKey];
  const upper = Array.isArray(before) ? before : [before];
  const range =
    query.state === "all"
      ? database.items
          .where("[jobId+createdAt+sampleId]")
          .between([jobId, after], [jobId, ...upper])
      : database.items
          .where("[jobId+state+createdAt+sampleId]")
          .between([jobId, query.state, after], [jobId, query.state, ...upper]);
  return idsOf(await range.primaryKeys());
}

function compare(
  query: ItemQuery,
): (a: LabelingItemRow, b: LabelingItemRow) => number {
  switch (query.order) {
    case "oldest":
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
async function singleLabelIds(
  jobId: LabelingJobId,
  query: ItemQuery,
): Promise<SampleId[] | null> {
  const [label] = query.labels;
  const only =
    query.labels.length === 1 &&
    isPlain({ ...query, labels: [] }) &&
    query.createdAfter === null &&
    query.createdBefore === null;
  if (
    !label ||
    !only ||
    query.state !== "all" ||
    (query.order !== "oldest" && query.order !== "newest")
  )
    return null;
  const keys = await database.items
    .where("labelKeys")
    .equals(labelKey(jobId, label))
    .primaryKeys();
  const ids = idsOf(keys).sort();
  return query.order === "newest" ? ids.reverse() : ids;
}

/** Ids of the items that match, in the query's order. */
export async function itemIds(
  jobId: LabelingJobId,
  query: ItemQuery,
): Promise<SampleId[]> {
  return guarded(async () => {
    if (
      isPlain(query) &&
      (query.order === "oldest" || query.order === "newest")
    ) {
      const ids = await plainIds(jobId, query);
      return query.order === "newest" ? ids.reverse() : ids;
    }
    const fast = await singleLabelIds(jobId, query);
    if (fast) return fast;
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
