import type { SampleId } from "#core/ids.ts";
import { contentMatches, type ItemQuery } from "#core/item-query.ts";
import type { ItemContent } from "#core/labeling-job.ts";

/** A reading of ids, and the gestures made since. */
export interface Begun {
  readonly turn: number;
  readonly made: Map<SampleId, ItemContent>;
}

/** The samples that gestures made leave a list of what matches. */
export function leaving(query: ItemQuery, made: Begun["made"]): Set<SampleId> {
  const gone = new Set<SampleId>();
  for (const [id, content] of made)
    if (!contentMatches(query, content)) gone.add(id);
  return gone;
}
