/** What Check Data finds in a published version. Source: ExeML 1.8. */
import { AppError } from "#core/errors.ts";
import type { Problem } from "#core/problems.ts";
import type { Project } from "#core/project.ts";
import type { Version } from "#core/version.ts";
import { labelingType } from "#labeling/registry.ts";
import { versionEntries } from "#storage/versions.ts";
import { proxy, withTransfer } from "#workers/transfer.client.ts";
import type { CheckedEntry } from "./check-rules.ts";
import { checkTable, TABLE_POLICIES } from "./check-table.ts";
import type { Template } from "./templates.ts";

/** Columns are looked at in a worker; what it found is kept. */
async function checkRows(
  { table }: Version,
  { policy, trainOptions }: Project,
  signal: AbortSignal,
): Promise<Problem[]> {
  if (!table)
    throw new AppError("bug", "The version of a table has no rows", {});
  const columns = await withTransfer(
    (api) =>
      api.profileTable(
        table,
        proxy(() => undefined),
        signal,
      ),
    signal,
  );
  const { rows, ignored, sourceBytes } = table;
  const label = trainOptions.labelColumn;
  return checkTable(
    { columns, rows, ignored, sourceBytes, label },
    TABLE_POLICIES[policy],
  );
}

/** Shapes are in label files, of which a version may hold many: a worker reads them. */
export async function checkVersion(
  version: Version,
  { checks }: Template,
  project: Project,
  signal: AbortSignal,
): Promise<Problem[]> {
  if (checks.of === "rows") return checkRows(version, project, signal);
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
  return checks.check(entries, checks.policies[project.policy]);
}
