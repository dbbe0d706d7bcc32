/** How good a finished detector is on the validation pictures. */
import { mapAhead } from "#core/async.ts";
import type { DetectedPicture, DetectionEvaluation } from "#core/detection.ts";
import type { TrainTask } from "#labeling/learning-contract.ts";
import { detect, type Looks } from "#ml/detect.ts";
import { evaluateDetections, pointAt } from "#ml/detection-metrics.ts";
import { DetectorNet, type DetectorWeights } from "#ml/detector-net.ts";
import type { EmbeddedBackbone } from "#ml/embedded-backbone.ts";
import type { ModelMetrics } from "#ml/model-config.ts";
import type { LabeledPicture } from "./drawn-pictures.ts";

const READ_AHEAD = 3;

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

export async function evaluateDetector(
  backbone: EmbeddedBackbone,
  weights: DetectorWeights,
  labels: readonly string[],
  pictures: readonly LabeledPicture[],
  looks: Looks,
  task: TrainTask,
  onSeen: (done: number) => void,
  signal: AbortSignal,
): Promise<DetectionEvaluation> {
  const net = new DetectorNet(backbone, weights);
  const longest = looks.levels.at(-1) ?? 0;
  const seen: DetectedPicture[] = [];
  try {
    const read = mapAhead(each(pictures), READ_AHEAD, async (picture) => ({
      picture,
      pixels: await task.readPicture(await picture.sample.read(), longest),
    }));
    for await (const { picture, pixels } of read) {
      signal.throwIfAborted();
      const { sample, width, height, objects } = picture;
      seen.push({
        sampleId: sample.id,
        hash: sample.hash,
        path: sample.path,
        width,
        height,
        truth: objects,
        found: await detect(backbone, net, labels.length, pixels, looks),
      });
      onSeen(seen.length);
    }
  } finally {
    net.dispose();
  }
  const evaluation = evaluateDetections(labels, seen);
  return {
    ...evaluation,
    bestThreshold: roundedDown(evaluation.bestThreshold),
  };
}

/** Weights are rounded when they are kept: a score right at the threshold may come out a little lower. */
const roundedDown = (threshold: number): number =>
  Math.max(1, Math.floor(threshold * 100)) / 100;

/** Of all labels together at the best threshold; accuracy is the share of right ones among all that were drawn or found. */
export function metricsOf(evaluation: DetectionEvaluation): ModelMetrics {
  const { precision, recall } = pointAt(evaluation, evaluation.bestThreshold);
  const product = precision * recall;
  const sum = precision + recall;
  return {
    precision,
    recall,
    f1: sum > 0 ? (2 * product) / sum : 0,
    // right / (drawn + found - right), in terms of the two shares.
    accuracy: product > 0 ? product / (sum - product) : 0,
  };
}
