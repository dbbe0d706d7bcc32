/** Calls per minute with their latencies. Source: ExeML 5.9. */
import type { ServiceCall } from "#core/service.ts";

export interface MinuteBucket {
  /** Start of the minute, milliseconds since 1970. */
  readonly at: number;
  readonly total: number;
  readonly failed: number;
  readonly count2xx: number;
  readonly count4xx: number;
  readonly count5xx: number;
  readonly averageMs: number;
  /** The slowest call after the slowest 1 % are left out. */
  readonly tp99Ms: number;
}

const MINUTE_MS = 60_000;

/** Calls by the hundred of their status. */
export function statusCounts(
  calls: readonly ServiceCall[],
): Pick<MinuteBucket, "count2xx" | "count4xx" | "count5xx"> {
  const of = (hundred: number): number =>
    calls.filter(({ status }) => Math.floor(status / 100) === hundred).length;
  return { count2xx: of(2), count4xx: of(4), count5xx: of(5) };
}

/** tp_99: durations ascending, the top 1 % dropped, the largest that is left; 0 without calls. */
export function tp99(durations: readonly number[]): number {
  const sorted = [...durations].sort((a, b) => a - b);
  const dropped = Math.floor(sorted.length * 0.01);
  return sorted[sorted.length - 1 - dropped] ?? 0;
}

/** One bucket per minute that had calls, ascending. */
export function minuteBuckets(calls: readonly ServiceCall[]): MinuteBucket[] {
  const minutes = new Map<number, ServiceCall[]>();
  for (const call of calls) {
    const at = Math.floor(call.at / MINUTE_MS) * MINUTE_MS;
    minutes.set(at, [...(minutes.get(at) ?? []), call]);
  }
  return [...minutes]
    .sort(([a], [b]) => a - b)
    .map(([at, own]) => {
      const durations = own.map(({ durationMs }) => durationMs);
      const failed = own.filter(({ status }) => status >= 400).length;
      const averageMs =
        durations.reduce((sum, ms) => sum + ms, 0) / durations.length;
      return {
        at,
        total: own.length,
        failed,
        ...statusCounts(own),
        averageMs,
        tp99Ms: tp99(durations),
      };
    });
}
