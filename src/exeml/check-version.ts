/** What Check Data finds in a published version. Source: ExeML 1.8. */
import type { Problem } from "#core/problems.ts";
import type { Project } from "#core/project.ts";
import type { Version } from "#core/version.ts";
import { labelingType } from "#labeling/registry.ts";
import { versionEntries } from "#storage/versions.ts";
import { withTransfer } from "#workers/transfer.client.ts";
import type { CheckedEntry } from "./check-rules.ts";
import type { Template } from "./templates.ts";

/** Shapes are in label files, of which a version may hold many: a worker reads them. */
export async function checkVersion(
  version: Version,
  { check, policies }: Template,
  policy: Project["policy"],
  signal: AbortSignal,
): Promise<Problem[]> {
  const drawn = labelingType(version.labelingType).shapesOf
    ? await withTransfer(
        (api) => api.readDrawnFacts(version.id, signal),
        signal,
      )
    : null;
  const entries: CheckedEntry[] = [];
  for await (const entry of versionEntries(version)) {
    const facts = drawn?.get(entry.sampleId);
    entries.push(facts ? { ...entry, drawn: facts } : entry);
  }
  return check(entries, policies[policy]);
}
