/** Label names as they may be read from files. Source: data management 11.1. */
import type { Problem } from "#core/problems.ts";
import type { FoundSample, ManifestAnnotation } from "./contract.ts";

const MAX_LABEL = 1024;

/** The rule that a read name breaks, in words, or null. */
function labelProblem(name: string): string | null {
  if (name.length > MAX_LABEL)
    return `A label has at most ${String(MAX_LABEL)} characters, this one has ${String(name.length)}`;
  return /[\u0000-\u001f\u007f]/.test(name)
    ? "A label must not hold control characters"
    : null;
}

export const isUsableLabel = (name: string): boolean =>
  name.trim() !== "" && labelProblem(name) === null;

/** Trimmed; null where the entry names no label. */
export const labelName = ({ name }: ManifestAnnotation): string | null =>
  typeof name === "string" && name.trim() !== "" ? name.trim() : null;

/** The entries whose label may be used; the others are reported. */
export function usableAnnotations(
  { annotations, path }: FoundSample,
  report: (problem: Problem) => void,
): readonly ManifestAnnotation[] {
  return annotations.filter((entry) => {
    const name = labelName(entry) ?? "";
    const message = labelProblem(name);
    if (message)
      report({
        severity: "error",
        rule: "label.name",
        file: path,
        message,
        value: name.slice(0, 200),
      });
    return message === null;
  });
}
