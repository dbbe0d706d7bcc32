/** The audit log's page: filters in, rows out. */
import type { Trace } from "#core/trace.ts";
import { traceGestures } from "#storage/gesture-traces.ts";
import {
  exportTraces,
  listTraces,
  traceChoices,
  type TraceChoices,
  type TraceFilter,
} from "#storage/traces.ts";
import { noteError } from "./error-log.ts";
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

  readonly #choices = new Live<TraceChoices>(traceChoices, {
    sources: [],
    resourceTypes: [],
    operators: [],
  });

  constructor() {
    void traceGestures().catch(noteError);
  }

  get filter(): TraceFilter {
    return this.#filter;
  }

  set filter(filter: TraceFilter) {
    this.#filter = filter;
  }

  get choices(): TraceChoices {
    return this.#choices.current;
  }

  get rows(): readonly Trace[] | null {
    return this.#rows.current;
  }

  readonly exportText = async (): Promise<string> => {
    await traceGestures();
    return exportTraces();
  };
}
