/** Models that this version cannot run any more, told by what their `model.json` says. */

/** `tunedSides` and `corners` stand in picture classifiers that accuracy_first gave when it looked otherwise. */
export interface ModelAge {
  readonly tunedSides?: readonly number[] | null;
  readonly recipe?: { readonly corners?: boolean };
}

/** Why the model cannot run, in words; null when it is not outdated. */
export const outdatedReason = ({
  tunedSides,
  recipe,
}: ModelAge): string | null =>
  tunedSides || recipe?.corners
    ? "An earlier version of Gleaner trained this model with accuracy_first, and looked at pictures in other ways: train it again"
    : null;
