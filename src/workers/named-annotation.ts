/** What a format found for one sample, before its labels have rows: names stand for ids. */
import { pictureOf } from "#core/dataset.ts";
import type { LabelId } from "#core/ids.ts";
import type { FoundFile, ImportChoice } from "#core/import.ts";
import type { Problem } from "#core/problems.ts";
import type { FoundSample, LabelingType } from "#labeling/contract.ts";
import { usableAnnotations } from "#labeling/usable-annotations.ts";

/** Whether a person chose the label when it was imported. */
export type IsChosen = (name: string) => boolean;

export interface NamedAnnotation {
  readonly annotation: unknown;
  /** Labels used, each once, in the order of use. */
  readonly names: readonly string[];
}

const BY_NAME = {
  nameOf: (id: LabelId): string => id,
  idOf: (name: string): LabelId => name as LabelId,
};

/** @param report one call per entry that cannot be read; the others are kept. */
export async function namedAnnotation(
  type: LabelingType,
  { path, media }: Pick<FoundFile, "path" | "media">,
  found: FoundSample,
  report: (problem: Problem) => void,
  { dropsReversed = false }: Pick<ImportChoice, "dropsReversed"> = {},
): Promise<NamedAnnotation> {
  const annotation = await type.decode(usableAnnotations(found, report), {
    names: BY_NAME,
    sample: {
      path,
      width: pictureOf(media)?.width ?? null,
      height: pictureOf(media)?.height ?? null,
    },
    dropsReversed,
    readSideFile: found.readSideFile ?? (async () => null),
    report: (problem) => report({ ...problem, file: path }),
  });
  return named(type, annotation);
}

export const named = (
  type: LabelingType,
  annotation: unknown,
): NamedAnnotation => ({
  annotation,
  names: [...new Set<string>(type.labelsOf(annotation))],
});

/** Without the labels that were not chosen. */
export function keepChosen(
  type: LabelingType,
  { annotation, names }: NamedAnnotation,
  isChosen: IsChosen,
): NamedAnnotation {
  const dropped = names.filter((name) => !isChosen(name));
  if (dropped.length === 0) return { annotation, names };
  return named(
    type,
    type.relabel(
      annotation,
      new Map(dropped.map((name) => [name as LabelId, null])),
    ),
  );
}
