/** Answers for one text at a time. Result JSON: ExeML 1.13 (numbers written). */
import type {
  LoadedPredictor,
  Predictor,
} from "#labeling/learning-contract.ts";
import { softmax } from "#ml/softmax-head.ts";
import { classScores } from "#ml/text/linear-classes.ts";
import { pushingWords } from "#ml/text/pushing-words.ts";
import { decodeTextModel } from "#ml/text/text-model.ts";
import { TextVectors } from "#ml/text/vocabulary.ts";

/** Figures that mean something: six digits. */
const rounded = (score: number): number => Math.round(score * 1e6) / 1e6;

const predictor: Predictor = {
  async load(files): Promise<LoadedPredictor> {
    const model = decodeTextModel(files);
    const vectors = new TextVectors(model.vocabulary);
    return {
      async predict(file, { heatMap }, signal) {
        const text = await file.text();
        signal.throwIfAborted();
        const { indices, values } = vectors.row(text);
        const raw = classScores(model.fits, indices, values);
        const scores = softmax(raw, model.temperature);
        const ranked = model.labels
          .map((label, i) => [label, rounded(scores[i] ?? 0)] as const)
          .sort((a, b) => b[1] - a[1]);
        const [label = "", score = 0] = ranked[0] ?? [];
        const words = (): ReturnType<typeof pushingWords> =>
          pushingWords(text, model, vectors, model.labels.indexOf(label));
        return {
          result: { predicted_label: label, score },
          scores: ranked,
          heatMap: null,
          ...(heatMap ? { words: words() } : {}),
        };
      },
      dispose: () => undefined,
    };
  },
};

export default predictor;
