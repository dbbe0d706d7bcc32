/** Texts of a labeling job that read the same. */
import type { SampleId } from "./ids.ts";
import { isFiltered, type ItemQuery } from "./item-query.ts";

/** Groups of two or more, each oldest first, by their oldest. */
export type Copies = readonly (readonly SampleId[])[];

/**
 * What of a text counts when it is compared with another: not case, width of characters, spaces or
 * punctuation. Texts of nothing else are told apart by them.
 */
export function plainWords(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase();
  const words = plain.replace(/[\p{P}\p{Z}\p{C}]+/gu, " ").trim();
  return words === "" ? plain.trim() : words;
}

/** Whether a list needs to know the copies. */
export const asksForCopies = ({ copies, order }: ItemQuery): boolean =>
  copies || order === "copies";

/** Ids of all copies, in the order that an index would give them; null where the query asks for more than that they are copies. */
export function copiesAlone(
  groups: Copies,
  query: ItemQuery,
): SampleId[] | null {
  if (!query.copies || isFiltered({ ...query, copies: false })) return null;
  // Sample ids ascend with time.
  const ids = groups.flat().sort();
  if (query.order === "newest") return ids.reverse();
  const isByTime = query.order === "oldest" || query.order === "copies";
  return isByTime ? ids : null;
}

/** @param ids of the query, oldest first or in its own order; only copies are left, or copies stand at their first. */
export function arrangeCopies(
  ids: readonly SampleId[],
  groups: Copies,
  query: ItemQuery,
): SampleId[] {
  const groupOf = new Map(
    groups.flatMap((group, at) => group.map((id) => [id, at] as const)),
  );
  const left = query.copies ? ids.filter((id) => groupOf.has(id)) : [...ids];
  if (query.order !== "copies") return left;
  const together = new Map<number, SampleId[]>();
  for (const id of left) {
    const at = groupOf.get(id);
    if (at === undefined) continue;
    const own = together.get(at);
    if (own) own.push(id);
    else together.set(at, [id]);
  }
  return left.flatMap((id) => {
    const own = together.get(groupOf.get(id) ?? -1);
    return own ? (own[0] === id ? own : []) : [id];
  });
}
