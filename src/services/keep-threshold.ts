/** A threshold that goes with a version of a model: services answer by it from the next call on. */
import type { ModelId } from "#core/ids.ts";
import { type LabelThreshold, THRESHOLD_FILE } from "#core/model.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { getModel, setModelFile } from "#storage/models.ts";
import { listServices } from "#storage/services.ts";
import { trace } from "#storage/traces.ts";
import { change, event } from "./service-changes.ts";

/** @param threshold null: the likeliest label is told. */
export async function keepThreshold(
  id: ModelId,
  threshold: LabelThreshold | null,
): Promise<void> {
  const model = await getModel(id);
  if (!model) return;
  const [file] = threshold
    ? await writeBlobs([new Blob([JSON.stringify(threshold)])])
    : [];
  await setModelFile(id, THRESHOLD_FILE, file?.hash ?? null);
  const text = threshold
    ? `${threshold.label} is told from a probability of ${String(threshold.share)} on.`
    : "The likeliest label is told.";
  for (const service of await listServices())
    if (service.modelId === id)
      await change(service.id, { modelChangedAt: Date.now() }, event(text));
  await trace({
    name: "updateModel",
    resourceType: "Model",
    resourceId: id,
    resourceName: `${model.name} ${model.version}`,
    detail: { threshold },
  });
}
