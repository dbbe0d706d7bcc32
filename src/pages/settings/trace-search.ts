/** The fields of the audit log's page, as the filter that they mean. Source: ExeML 6. */
import type { TraceFilter } from "#state/audit.svelte.ts";

/** Empty texts filter nothing. */
export interface TraceSearch {
  readonly name: string;
  readonly resourceName: string;
  readonly resourceId: string;
  readonly source: string;
  readonly resourceType: string;
  readonly operator: string;
  readonly status: string;
  /** `2026-01-31T23:59`, in this device's time zone. */
  readonly after: string;
  readonly before: string;
}

export const EMPTY_SEARCH: TraceSearch = {
  name: "",
  resourceName: "",
  resourceId: "",
  source: "",
  resourceType: "",
  operator: "",
  status: "",
  after: "",
  before: "",
};

const MINUTE_MS = 60_000;

/** @returns milliseconds, or null for a text that is no time yet. */
function timeOf(text: string): number | null {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : null;
}

export function filterOf({
  after,
  before,
  ...texts
}: TraceSearch): TraceFilter {
  const [from, to] = [timeOf(after), timeOf(before)];
  return {
    ...Object.fromEntries(
      Object.entries(texts)
        .map(([key, value]) => [key, value.trim()] as const)
        .filter(([, value]) => value !== ""),
    ),
    ...(from === null ? {} : { after: from }),
    // The last minute belongs to it.
    ...(to === null ? {} : { before: to + MINUTE_MS - 1 }),
  };
}
