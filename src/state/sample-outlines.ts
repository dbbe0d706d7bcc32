/** What was drawn in a dataset's pictures, as it lies over their square thumbnails. */
import { pictureOf, type Sample } from "#core/dataset.ts";
import type { LabelingJobId, SampleId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import { drawnShapes } from "#labeling/gallery/drawn-shapes.ts";
import { labelingTypes } from "#labeling/registry.ts";
import { itemsOfSamples } from "#storage/items.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { listLabels } from "#storage/labels.ts";
import { getSamples } from "#storage/samples.ts";

export interface Outline {
  /** `d` of an SVG path, as `Outlines` shows it. */
  readonly d: string;
  readonly color: string | undefined;
}

async function drawingJob(id: LabelingJobId) {
  const job = await getLabelingJob(id);
  const type = labelingTypes.find((one) => one.id === job?.type);
  if (!type?.shapesOf) return null;
  const labels = await listLabels(id);
  return { type, colors: new Map(labels.map((one) => [one.id, one.color])) };
}

/** Of each sample the drawing that was made last, in whichever labeling job. */
export async function sampleOutlines(
  ids: readonly SampleId[],
): Promise<ReadonlyMap<SampleId, readonly Outline[]>> {
  const samples = await getSamples(ids);
  const datasets = new Set(samples.map(({ datasetId }) => datasetId));
  const items = (
    await Promise.all([...datasets].map((one) => itemsOfSamples(one, ids)))
  ).flat();
  const drawn = items.filter(({ annotation }) => annotation !== null);
  const jobIds = [...new Set(drawn.map(({ jobId }) => jobId))];
  const jobs = new Map(
    await Promise.all(
      jobIds.map(async (id) => [id, await drawingJob(id)] as const),
    ),
  );
  const latest = new Map<SampleId, LabelingItem>();
  const at = (item: LabelingItem): number => item.provenance?.at ?? 0;
  for (const item of drawn) {
    const known = latest.get(item.sampleId);
    if (jobs.get(item.jobId) && (!known || at(item) > at(known)))
      latest.set(item.sampleId, item);
  }
  const outlinesOf = ({ id, media }: Sample): Outline[] => {
    const item = latest.get(id);
    const job = item && jobs.get(item.jobId);
    const size = pictureOf(media);
    if (!job || !size) return [];
    return drawnShapes(job.type, item.annotation, size).map(
      ({ label, outline }) => ({ d: outline, color: job.colors.get(label) }),
    );
  };
  return new Map(samples.map((sample) => [sample.id, outlinesOf(sample)]));
}
