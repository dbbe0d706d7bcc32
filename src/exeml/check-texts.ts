/** Check Data for text classification, on a published version. Source: ExeML 1.4. */
import type { Problem } from "#core/problems.ts";
import { m } from "#messages/messages.ts";
import {
  aboutSamples,
  checkClasses,
  checkLength,
  checkSingle,
  checkTotal,
  type Check,
  type CheckedEntry,
  type CheckPolicy,
  HAN_LABEL,
  labelPolicies,
} from "./check-rules.ts";

export const TEXT_POLICIES = labelPolicies(40, 20);

const MEGABYTE = 1024 * 1024;
const MOST_BYTES = 8 * MEGABYTE;
/** A row of a file is a sample of its own: `reviews.txt:12`. */
const sourceOf = (path: string): string => path.replace(/:\d+$/, "");

/** Names and sizes of the files that the texts came in, the latter by the texts themselves. */
function checkSources(
  entries: readonly CheckedEntry[],
  policy: CheckPolicy,
): Problem[] {
  const sizes = new Map<string, number>();
  for (const { path, bytes } of entries) {
    const source = sourceOf(path);
    sizes.set(source, (sizes.get(source) ?? 0) + bytes);
  }
  const files = [...sizes].map(([path, bytes]) => ({ path, bytes }));
  return [
    ...files
      .filter(({ bytes }) => bytes > MOST_BYTES)
      .map((file) =>
        aboutSamples(
          [
            policy.odd,
            "check.large",
            m.findings.textFile(file.path, (file.bytes / MEGABYTE).toFixed(1)),
          ],
          String(file.bytes),
          entries.filter(({ path }) => sourceOf(path) === file.path),
        ),
      ),
    ...checkLength(files, policy),
  ];
}

/** Everything that is wrong, errors and warnings; only labeled texts count. */
export const checkTexts: Check = (all, policy) => {
  const entries = all.filter(({ state }) => state === "labeled");
  return [
    ...checkTotal(entries, policy),
    ...checkClasses(entries, policy, HAN_LABEL),
    ...checkSingle(entries),
    ...checkSources(all, policy),
  ];
};
