import type { LabelingSession } from "./session.svelte.ts";

/** What a `View.svelte` is given, and all it is given. Apart from `contract.ts` because it mentions runes, and workers import that one. */
export interface LabelingViewProps {
  readonly session: LabelingSession;
}
