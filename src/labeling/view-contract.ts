import type { SampleId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import type { LabelingSession } from "./session.svelte.ts";

/** What a `View.svelte` is given, and all it is given. Apart from `contract.ts` because it mentions runes, and workers import that one. */
export interface LabelingViewProps {
  readonly session: LabelingSession;
}

/** What a `Review.svelte` is given. */
export interface ReviewProps {
  readonly session: LabelingSession;
  readonly onclose: () => void;
  /** One object was opened in the labeling view, by `openObject`. */
  readonly onopen: () => void;
  /** It is kept out of sight while an object is open, with all that waits in it. */
  readonly isAside: boolean;
}

/** What a `Statistics.svelte` is given. */
export interface StatisticsProps {
  readonly session: LabelingSession;
  /** Width and height of pictures, pixels; those it does not know are left out. */
  readonly sizesOf: (
    ids: readonly SampleId[],
  ) => Promise<ReadonlyMap<SampleId, PictureSize>>;
}

/** What a type's `key-help.ts` gives: its keys as people see them, for the list that `?` opens. */
export type KeyHelp = (
  labels: readonly Label[],
) => readonly { readonly keys: string; readonly label: string }[];
