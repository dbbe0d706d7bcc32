/** Incremental training: what an earlier model knows of the labels of now. */
import { toAppError } from "#core/errors.ts";
import type { ModelFiles } from "#core/model.ts";
import type { Backbone } from "#ml/backbone.ts";
import { recipeKey, type FeatureRecipe } from "#ml/picture-features.ts";
import { decodePictureModel } from "#ml/picture-model.ts";
import type { SoftmaxHead } from "#ml/softmax-head.ts";

/** The head's rows in the order of other labels; a new label starts from zero. */
function relabeled(
  head: SoftmaxHead,
  before: readonly string[],
  labels: readonly string[],
): SoftmaxHead {
  const { features } = head;
  const weights = new Float32Array(labels.length * features);
  const bias = new Float32Array(labels.length);
  labels.forEach((label, c) => {
    const from = before.indexOf(label);
    if (from < 0) return;
    weights.set(
      head.weights.subarray(from * features, (from + 1) * features),
      c * features,
    );
    bias[c] = head.bias[from] ?? 0;
  });
  return { classes: labels.length, features, weights, bias };
}

/**
 * @param note hears what is taken over, and why not where nothing is.
 * @returns a head on the features of now; null where the earlier model cannot help or looked at others, and training starts anew.
 */
export function earlierModel(
  files: ModelFiles | null,
  backbone: Backbone,
  recipe: FeatureRecipe,
  labels: readonly string[],
  note: (text: string) => void,
): SoftmaxHead | null {
  if (!files) return null;
  try {
    const model = decodePictureModel(files);
    if (model.backbone !== backbone.key) {
      note(
        `The earlier model was trained on ${model.backbone}, this one on ${backbone.key}: training starts anew`,
      );
      return null;
    }
    if (recipeKey(model.recipe) !== recipeKey(recipe)) {
      note(
        "The earlier model looked at other features of the pictures than this one: training starts anew",
      );
      return null;
    }
    const known = labels.filter((label) => model.labels.includes(label)).length;
    note(
      `Starts from the earlier model: ${String(known)} of its ${String(model.labels.length)} labels are still there, ${String(labels.length - known)} are new`,
    );
    return relabeled(model.head, model.labels, labels);
  } catch (error) {
    note(
      `The earlier model cannot be used: ${toAppError(error).message}; training starts anew`,
    );
    return null;
  }
}
