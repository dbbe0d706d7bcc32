/** The annotation of a version's entry, with label names for ids. */
import type { LabelId } from "#core/ids.ts";
import type { VersionEntry } from "#core/version.ts";
import type { LabelingType } from "#labeling/contract.ts";

const sameNames = {
  nameOf: (id: LabelId): string => id,
  idOf: (name: string) => name as LabelId,
};

export const decodeEntry = (
  type: LabelingType,
  entry: Omit<VersionEntry, "state">,
  annotations = entry.annotation,
): Promise<unknown> =>
  type.decode(annotations, {
    names: sameNames,
    sample: entry,
    readSideFile: async (path) =>
      entry.sideFiles.find((side) => side.path === path)?.text ?? null,
    // It was stored by Gleaner, and what was wrong told when it came in.
    report: () => undefined,
  });
