import type { LabelId } from "./ids.ts";
import type { ItemContent, ItemState, LabelingItem } from "./labeling-job.ts";

/** Which items of a labeling job, and in what order. Spec: data management 8.2, 11.4. */
export interface ItemQuery {
  readonly state: ItemState | "all";
  /** Any of these; empty = any label or none. */
  readonly labels: readonly LabelId[];
  /** true = hard examples only, false = the others only, null = both. */
  readonly hard: boolean | null;
  /** Milliseconds since 1970, inclusive; null = open. */
  readonly createdAfter: number | null;
  readonly createdBefore: number | null;
  /** Part of the file name or path, or of the text itself, case ignored; empty = any. */
  readonly text: string;
  /** Provenance name, compared exactly; null = anyone or no one. */
  readonly labeledBy: string | null;
  /** Only texts that read like another one of the job. */
  readonly copies: boolean;
  /** `copies`: oldest first, and the copies of a text behind it. */
  readonly order: "oldest" | "newest" | "name" | "recently_labeled" | "copies";
}

export const EVERY_ITEM: ItemQuery = {
  state: "all",
  labels: [],
  hard: null,
  createdAfter: null,
  createdBefore: null,
  text: "",
  labeledBy: null,
  copies: false,
  order: "oldest",
};

/** Whether a gesture that left `content` behind keeps the item in the list: the parts of a query that labeling can change. */
export function contentMatches(
  query: ItemQuery,
  content: ItemContent,
): boolean {
  if (query.state !== "all" && content.state !== query.state) return false;
  if (query.hard !== null && (content.hard !== null) !== query.hard)
    return false;
  if (
    query.labels.length > 0 &&
    !query.labels.some((id) => content.labels.includes(id))
  )
    return false;
  return query.labeledBy === null || content.provenance?.by === query.labeledBy;
}

/** Whether the item belongs to the list of `query`. */
export function itemMatches(query: ItemQuery, item: LabelingItem): boolean {
  if (query.createdAfter !== null && item.createdAt < query.createdAfter)
    return false;
  if (query.createdBefore !== null && item.createdAt > query.createdBefore)
    return false;
  const text = query.text.trim().toLowerCase();
  if (
    text !== "" &&
    !item.path.toLowerCase().includes(text) &&
    !item.text?.toLowerCase().includes(text) &&
    !item.name.toLowerCase().includes(text)
  )
    return false;
  return contentMatches(query, item);
}

/** Whether anything is left out of the list. */
export const isFiltered = (query: ItemQuery): boolean =>
  query.state !== "all" ||
  query.labels.length > 0 ||
  query.hard !== null ||
  query.createdAfter !== null ||
  query.createdBefore !== null ||
  query.text.trim() !== "" ||
  query.labeledBy !== null ||
  query.copies;
