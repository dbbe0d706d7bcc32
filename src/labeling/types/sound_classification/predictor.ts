/** Answers for one recording at a time. Result JSON: ExeML 1.13 (numbers written). */
import { AppError } from "#core/errors.ts";
import type {
  HeardStretch,
  LoadedPredictor,
  Predictor,
} from "#labeling/learning-contract.ts";
import { bestOf } from "#ml/head-search.ts";
import { resting } from "#ml/rest.ts";
import { softmax } from "#ml/softmax-head.ts";
import {
  blendedScores,
  decodeSoundModel,
  partScores,
} from "#ml/sound/sound-model.ts";
import { listen } from "./learning/listen.ts";

/** Figures that mean something: six digits. */
const rounded = (score: number): number => Math.round(score * 1e6) / 1e6;
/** Stretches of one recording: of longer ones, some are passed over. */
const MOST_STRETCHES = 600;

const predictor: Predictor = {
  load(files, _backend, { readSound }): Promise<LoadedPredictor> {
    const model = decodeSoundModel(files);
    const { hop } = model.settings;
    const probabilities = (scores: Float32Array[][]): Float32Array =>
      softmax(blendedScores(model, scores), model.temperature);
    return Promise.resolve({
      async predict(file, _options, signal) {
        const sound = await readSound(file, signal);
        if ((sound.channels[0]?.length ?? 0) === 0)
          throw new AppError("format", "The file holds no sound");
        const heard = await listen(
          sound,
          model,
          MOST_STRETCHES,
          resting(signal),
        );
        const said = partScores(model, heard.rows);
        const scores = probabilities(said);
        const ranked = model.labels
          .map((label, i) => [label, rounded(scores[i] ?? 0)] as const)
          .sort((a, b) => b[1] - a[1]);
        const [label = "", score = 0] = ranked[0] ?? [];
        const timeline = heard.windows.map(
          ({ from, count }, i): HeardStretch => {
            const own = probabilities(said.slice(i, i + 1));
            const best = bestOf(own);
            return {
              from: from * hop,
              to: (from + count) * hop,
              label: model.labels[best] ?? "",
              score: rounded(own[best] ?? 0),
            };
          },
        );
        return {
          result: { predicted_label: label, score },
          scores: ranked,
          heatMap: null,
          ...(timeline.length > 1 ? { timeline } : {}),
        };
      },
      dispose: () => undefined,
    });
  },
};

export default predictor;
