/** Answers for one picture at a time. Result JSON: ExeML 1.13 (numbers written, top 5). */
import { AppError } from "#core/errors.ts";
import type {
  HeatMap,
  LoadedPredictor,
  Predictor,
  PredictOutcome,
} from "#labeling/contract.ts";
import { backboneIdOf, openBackbone } from "#ml/backbone-catalogue.ts";
import type { Backbone } from "#ml/backbone.ts";
import { startBackend } from "#ml/backend.ts";
import { classHeat } from "#ml/class-heat.ts";
import { embed } from "#ml/picture-features.ts";
import { decodePictureModel, type PictureModel } from "#ml/picture-model.ts";
import { logits, softmax } from "#ml/softmax-head.ts";

const TOP = 5;
/** Figures that mean something: six digits. */
const rounded = (score: number): number => Math.round(score * 1e6) / 1e6;

function answer(
  model: PictureModel,
  scores: Float32Array,
  heatMap: HeatMap | null,
): PredictOutcome {
  const ranked = model.labels
    .map((label, i) => [label, rounded(scores[i] ?? 0)] as const)
    .sort((a, b) => b[1] - a[1]);
  return {
    result: {
      predicted_label: ranked[0]?.[0] ?? "",
      scores: ranked.slice(0, TOP),
    },
    scores: ranked,
    heatMap,
  };
}

async function heat(
  backbone: Backbone,
  model: PictureModel,
  pixels: Parameters<typeof embed>[1][number],
  best: number,
): Promise<HeatMap | null> {
  const scale = model.recipe.sides.length - 1;
  const largest = pixels[scale];
  if (!largest) throw new AppError("bug", "The recipe has no scale");
  const map = await classHeat(backbone, largest, model.head, best, scale);
  return map && { label: model.labels[best] ?? "", ...map };
}

const predictor: Predictor = {
  async load(
    files,
    wanted,
    readPixels,
    readBackbone,
  ): Promise<LoadedPredictor> {
    const model = decodePictureModel(files);
    await startBackend(wanted);
    const backbone = await openBackbone(
      backboneIdOf(model.backbone),
      model.backboneName ?? model.backbone,
      readBackbone,
    );
    if (backbone.key !== model.backbone) {
      const message = `The model was trained on ${model.backbone}, this version of Gleaner has ${backbone.key}: train it again`;
      throw new AppError("model", message, { value: model.backbone });
    }
    return {
      async predict(file, { heatMap }, signal) {
        const pixels = await readPixels(file, model.recipe.sides);
        signal.throwIfAborted();
        const [vector] = await embed(backbone, [pixels], model.recipe);
        if (!vector) throw new AppError("bug", "The picture gave no features");
        const scores = softmax(logits(model.head, vector), model.temperature);
        const best = scores.reduce(
          (at, score, i) => (score > (scores[at] ?? 0) ? i : at),
          0,
        );
        return answer(
          model,
          scores,
          heatMap ? await heat(backbone, model, pixels, best) : null,
        );
      },
      dispose: () => backbone.dispose(),
    };
  },
};

export default predictor;
