import { newId, type TraceId } from "#core/ids.ts";
import type { Trace } from "#core/trace.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

export type NewTrace = Pick<
  Trace,
  "name" | "resourceType" | "resourceId" | "resourceName"
> &
  Partial<Pick<Trace, "status" | "detail" | "source" | "operator">>;

export interface TraceFilter {
  readonly source?: string;
  readonly resourceType?: string;
  readonly name?: string;
  readonly resourceId?: string;
  readonly resourceName?: string;
  readonly operator?: string;
  readonly status?: Trace["status"];
  /** Milliseconds since 1970, inclusive. */
  readonly after?: number;
  readonly before?: number;
  readonly limit?: number;
}

/** Appends to the audit log. Called inside the transaction of the action, if there is one. */
export async function trace(entry: NewTrace): Promise<void> {
  await database.traces.add({
    id: newId<TraceId>(),
    at: Date.now(),
    operator: entry.operator ?? "human",
    name: entry.name,
    resourceType: entry.resourceType,
    resourceId: entry.resourceId,
    resourceName: entry.resourceName,
    status: entry.status ?? "Normal",
    source: entry.source ?? "app",
    detail: entry.detail ?? null,
  });
}

const EXACT = [
  "source",
  "resourceType",
  "name",
  "resourceId",
  "resourceName",
  "operator",
  "status",
] as const;

/** Newest first. Text criteria are compared exactly, as in the guide. */
export async function listTraces(filter: TraceFilter = {}): Promise<Trace[]> {
  return guarded(() =>
    database.traces
      .where("at")
      .between(
        filter.after ?? 0,
        filter.before ?? Number.MAX_SAFE_INTEGER,
        true,
        true,
      )
      .reverse()
      .filter((row) =>
        EXACT.every(
          (key) => filter[key] === undefined || row[key] === filter[key],
        ),
      )
      .limit(filter.limit ?? 1000)
      .toArray(),
  );
}

/** Values to choose a filter from, sorted. */
export interface TraceChoices {
  readonly sources: readonly string[];
  readonly resourceTypes: readonly string[];
  readonly operators: readonly string[];
}

export async function traceChoices(): Promise<TraceChoices> {
  const [sources, types, operators] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  await guarded(() =>
    database.traces.each(({ source, resourceType, operator }) => {
      sources.add(source);
      types.add(resourceType);
      operators.add(operator);
    }),
  );
  return {
    sources: [...sources].sort(),
    resourceTypes: [...types].sort(),
    operators: [...operators].sort(),
  };
}

/** The whole log, oldest first, one JSON object per line. */
export async function exportTraces(): Promise<string> {
  const rows = await guarded(() => database.traces.orderBy("at").toArray());
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

const DAY_MS = 86_400_000;

/** Forgets what is older; 90 days is the spec's default (ExeML 6). */
export async function pruneTraces(days: number): Promise<number> {
  return guarded(() =>
    database.traces
      .where("at")
      .below(Date.now() - days * DAY_MS)
      .delete(),
  );
}
