/** Incremental training: what an earlier model knows of the labels of now. */
import { toAppError } from "#core/errors.ts";
import type { ModelFiles } from "#core/model.ts";
import { decodeDetectorModel } from "#ml/detector-model.ts";
import { relabeledWeights, type DetectorWeights } from "#ml/detector-net.ts";
import type { EmbeddedBackbone } from "#ml/embedded-backbone.ts";

/**
 * @param note hears what is taken over, and why not where nothing is.
 * @returns null where training starts anew.
 */
export function earlierDetector(
  files: ModelFiles | null,
  backbone: EmbeddedBackbone,
  width: number,
  labels: readonly string[],
  seed: number,
  note: (text: string) => void,
): DetectorWeights | null {
  if (!files) return null;
  try {
    const { weights, ...model } = decodeDetectorModel(files);
    if (model.backbone !== backbone.key || weights.width !== width) {
      note(
        `The earlier model has another network (${model.backbone}, ${String(weights.width)} channels) than this one (${backbone.key}, ${String(width)} channels): training starts anew`,
      );
      return null;
    }
    const places = labels.map((label) => model.labels.indexOf(label));
    const known = places.filter((place) => place >= 0).length;
    note(
      `Starts from the earlier model: ${String(known)} of its ${String(model.labels.length)} labels are still there, ${String(labels.length - known)} are new`,
    );
    return relabeledWeights(weights, places, seed);
  } catch (error) {
    note(
      `The earlier model cannot be used: ${toAppError(error).message}; training starts anew`,
    );
    return null;
  }
}
