/** Trainings as earlier versions of the app wrote them. */

interface OlderEpoch {
  readonly validationAccuracy?: number | null;
}

interface OlderTraining {
  readonly curve?: readonly OlderEpoch[];
}

/** Until version 3 of the database the one figure of an epoch was an accuracy. Newer rows stay as they are. */
export function upgradedTraining<T extends object>(row: T): T {
  const { curve } = row as OlderTraining;
  if (!curve?.some((epoch) => "validationAccuracy" in epoch)) return row;
  return {
    ...row,
    curve: curve.map(({ validationAccuracy = null, ...epoch }) => ({
      ...epoch,
      validationFigure:
        validationAccuracy === null
          ? null
          : { kind: "accuracy", value: validationAccuracy },
    })),
  };
}
