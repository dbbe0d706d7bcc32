import { EVERY_ITEM, type ItemQuery } from "#core/item-query.ts";
import type { Label } from "#core/label.ts";
import { m } from "#messages/messages.ts";

/** One chip: what it says, and the query without it. */
export interface Criterion {
  readonly key: string;
  readonly text: string;
  readonly without: ItemQuery;
}

const MS_PER_DAY = 86_400_000;

/** Spec: data management 8.2, "Within 1 day", "Within 1 month" (30 days). */
export function createdSince(now: number, range: "day" | "month"): number {
  return now - (range === "day" ? 1 : 30) * MS_PER_DAY;
}

/** Local midnight of a date field's `yyyy-mm-dd`; null for an empty field. @param end the last millisecond of the day instead. */
export function dayBoundary(text: string, end: boolean): number | null {
  const [year, month, day] = text.split("-").map(Number);
  if (!year || !month || !day) return null;
  return end
    ? new Date(year, month - 1, day + 1).getTime() - 1
    : new Date(year, month - 1, day).getTime();
}

/** The chips of a query. Tab and order are no criteria. */
export function criteriaOf(
  query: ItemQuery,
  labels: readonly Label[],
  formatDate: (ms: number) => string,
): Criterion[] {
  const texts = m.label.filter;
  const criteria: Criterion[] = [];
  if (query.hard !== null)
    criteria.push({
      key: "hard",
      text: `${texts.exampleType}: ${query.hard ? texts.hard : texts.notHard}`,
      without: { ...query, hard: null },
    });
  if (query.copies)
    criteria.push({
      key: "copies",
      text: texts.copies,
      without: { ...query, copies: false },
    });
  for (const id of query.labels)
    criteria.push({
      key: `label ${id}`,
      text: `${texts.labelCriterion}: ${labels.find((label) => label.id === id)?.name ?? "?"}`,
      without: { ...query, labels: query.labels.filter((one) => one !== id) },
    });
  const { createdAfter, createdBefore } = query;
  if (createdAfter !== null || createdBefore !== null) {
    const from = createdAfter === null ? "" : formatDate(createdAfter);
    const to = createdBefore === null ? "" : formatDate(createdBefore);
    criteria.push({
      key: "time",
      text: `${texts.time}: ${from} – ${to}`,
      without: { ...query, createdAfter: null, createdBefore: null },
    });
  }
  if (query.text !== "")
    criteria.push({
      key: "name",
      text: `${texts.name}: ${query.text}`,
      without: { ...query, text: "" },
    });
  if (query.labeledBy !== null)
    criteria.push({
      key: "person",
      text: `${texts.labeledBy}: ${texts.people[query.labeledBy] ?? query.labeledBy}`,
      without: { ...query, labeledBy: null },
    });
  return criteria;
}

/** The query with no criteria left: the same tab, the same order. */
export function withoutCriteria(query: ItemQuery): ItemQuery {
  return { ...EVERY_ITEM, state: query.state, order: query.order };
}
