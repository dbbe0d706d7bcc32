import type { Label } from "#core/label.ts";
import type { LabelingSession } from "./session.svelte.ts";

/** What a `View.svelte` is given, and all it is given. Apart from `contract.ts` because it mentions runes, and workers import that one. */
export interface LabelingViewProps {
  readonly session: LabelingSession;
}

/** What a type's `key-help.ts` gives: its keys as people see them, for the list that `?` opens. */
export type KeyHelp = (
  labels: readonly Label[],
) => readonly { readonly keys: string; readonly label: string }[];
