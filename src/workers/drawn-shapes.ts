/** Looks at what was drawn on the labeled samples of a version. */
import { drawnFacts, type DrawnFacts } from "#core/drawn-facts.ts";
import { AppError } from "#core/errors.ts";
import type { VersionId } from "#core/ids.ts";
import { labelingType } from "#labeling/registry.ts";
import { getVersion, versionEntries } from "#storage/versions.ts";
import { decodeEntry } from "./decode-entry.ts";

/** @returns sample id -> facts, of the samples about which there is something to say. */
export async function readDrawnFacts(
  versionId: VersionId,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, DrawnFacts>> {
  const version = await getVersion(versionId);
  if (!version)
    throw new AppError("storage", "The dataset version was deleted", {
      reason: "missing",
    });
  const type = labelingType(version.labelingType);
  const found = new Map<string, DrawnFacts>();
  if (!type.shapesOf) return found;
  for await (const entry of versionEntries(version)) {
    signal.throwIfAborted();
    if (entry.state !== "labeled") continue;
    const shapes = type.shapesOf(await decodeEntry(type, entry));
    const facts = drawnFacts(shapes, entry);
    if (facts.outside > 0 || facts.kinds.length > 0)
      found.set(entry.sampleId, facts);
  }
  return found;
}
