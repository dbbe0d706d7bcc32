/** The audit log's page: filters in, rows out. */
import type { Trace } from "#core/trace.ts";
import { exportTraces, listTraces, type TraceFilter } from "#storage/traces.ts";
import { Live } from "./live.svelte.ts";

export type { TraceFilter };

export class AuditLog {
  #filter = $state.raw<TraceFilter>({});
  #rows = $derived(
    new Live<readonly Trace[] | null>(
      (
        (filter) => () =>
          listTraces(filter)
      )(this.#filter),
      null,
    ),
  );

  get filter(): TraceFilter {
    return this.#filter;
  }

  set filter(filter: TraceFilter) {
    this.#filter = filter;
  }

  get rows(): readonly Trace[] | null {
    return this.#rows.current;
  }

  readonly exportText = exportTraces;
}
