/** Answers for one picture at a time. Result JSON: ExeML 1.13 (numbers written, top 5). */
import { AppError } from "#core/errors.ts";
import type {
  HeatMap,
  LoadedPredictor,
  Predictor,
  PredictOutcome,
} from "#labeling/learning-contract.ts";
import { backboneIdOf, openBackbone } from "#ml/backbone-catalogue.ts";
import type { Backbone, Pixels } from "#ml/backbone.ts";
import { startBackend } from "#ml/backend.ts";
import { blend } from "#ml/blend.ts";
import { classHeat } from "#ml/class-heat.ts";
import { bestOf } from "#ml/head-search.ts";
import { embed, sidesOf } from "#ml/picture-features.ts";
import { decodePictureModel, type PictureModel } from "#ml/picture-model.ts";
import { softmax } from "#ml/softmax-head.ts";
import { partScores } from "./evaluate-model.ts";

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

type BySide = ReadonlyMap<number, Pixels>;

/** What the linear head shows. */
async function heat(
  backbone: Backbone,
  model: PictureModel,
  bySide: BySide,
  best: number,
): Promise<HeatMap | null> {
  const scale = model.recipe.sides.length - 1;
  const largest = bySide.get(model.recipe.sides[scale] ?? 0);
  if (!largest) throw new AppError("bug", "The recipe has no scale");
  const map = await backbone.featureMap(largest);
  if (!map) return null;
  const first = scale * backbone.length;
  const seen = classHeat({ map, head: model.head, first }, best);
  return { label: model.labels[best] ?? "", ...seen };
}

async function scoresOf(
  backbone: Backbone,
  model: PictureModel,
  bySide: BySide,
): Promise<Float32Array> {
  const vector = await embed(backbone, bySide, model.recipe);
  const scores = partScores(model.head, model.kernel, vector);
  return softmax(blend(scores, model.members), model.temperature);
}

const predictor: Predictor = {
  async load(
    files,
    wanted,
    { readPixels, readBackbone },
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
    const sides = sidesOf(model.recipe);
    return {
      async predict(file, { heatMap }, signal) {
        const pixels = await readPixels(file, sides);
        signal.throwIfAborted();
        const bySide = new Map(pixels.map((one) => [one.side, one]));
        const scores = await scoresOf(backbone, model, bySide);
        const best = bestOf(scores);
        return answer(
          model,
          scores,
          heatMap ? await heat(backbone, model, bySide, best) : null,
        );
      },
      dispose: () => {
        backbone.dispose();
      },
    };
  },
};

export default predictor;
