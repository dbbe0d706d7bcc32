/** What registered models say of pictures, kept so that no picture is asked about twice. */
import type { FoundObject } from "#core/detection.ts";
import { toAppError } from "#core/errors.ts";
import type { BlobHash } from "#core/ids.ts";
import type {
  AskedModel,
  ModelAnswer,
  ModelStore,
} from "#labeling/labeling-store.ts";
import { readBlob } from "#storage/blobs.ts";
import { getModel, listModels } from "#storage/models.ts";
import { getTrainingRun } from "#storage/trainings.ts";
import { getVectors, putVectors } from "#storage/vectors.ts";
import { PredictPool } from "#workers/predict.client.ts";

/** Numbers of one object: label, score, box. */
const WIDTH = 6;

const keyOf = ({ id }: AskedModel, hash: BlobHash): string =>
  `answer-1:${id}:${hash}`;

const vectorOf = ({
  threshold,
  objects,
}: Pick<ModelAnswer, "threshold" | "objects">): Float32Array =>
  Float32Array.from([
    threshold,
    ...objects.flatMap(({ label, score, box }) => [label, score, ...box]),
  ]);

function answerOf(
  vector: Float32Array,
  labels: readonly string[],
): ModelAnswer {
  const objects: FoundObject[] = [];
  for (let at = 1; at + WIDTH <= vector.length; at += WIDTH) {
    const [label = 0, score = 0, ...box] = vector.subarray(at, at + WIDTH);
    objects.push({ label, score, box: box as unknown as FoundObject["box"] });
  }
  return { labels, objects, threshold: vector[0] ?? 0 };
}

/** Pictures that the model was judged by when it was trained here. */
async function evaluated(
  model: AskedModel,
  files: ReadonlySet<BlobHash>,
): Promise<Map<BlobHash, ModelAnswer>> {
  const trainingId = (await getModel(model.id))?.trainingId;
  const evaluation = trainingId
    ? (await getTrainingRun(trainingId))?.evaluation
    : null;
  if (evaluation?.kind !== "detection") return new Map();
  const { labels, pictures, bestThreshold: threshold } = evaluation;
  return new Map(
    pictures
      .filter(({ hash }) => files.has(hash))
      .map(({ hash, found }) => [hash, { labels, objects: found, threshold }]),
  );
}

/** @param type id of the labeling type whose models are asked. */
export const modelStore = (type: string): ModelStore => ({
  models: async () =>
    (await listModels())
      .filter(
        (model) => model.labelingType === type && model.status === "Normal",
      )
      .map(({ id, name, version, labels }) => {
        return { id, name: `${name} ${version}`, labels };
      }),

  known: async (model, files) => {
    const answers = await evaluated(model, new Set(files));
    const others = files.filter((hash) => !answers.has(hash));
    const vectors = await getVectors(others.map((hash) => keyOf(model, hash)));
    for (const [i, vector] of vectors.entries()) {
      const hash = others[i];
      if (hash && vector) answers.set(hash, answerOf(vector, model.labels));
    }
    return answers;
  },

  ask: async (model, files, took, signal) => {
    const pool = new PredictPool({
      modelId: model.id,
      backend: "auto",
      instances: 1,
    });
    try {
      for (const hash of files) {
        signal.throwIfAborted();
        let answer: ModelAnswer | null = null;
        try {
          const file = await readBlob(hash);
          const { detected } = await pool.predict(
            file,
            { heatMap: false },
            signal,
          );
          if (detected) {
            answer = detected;
            const vector = vectorOf(detected);
            await putVectors([{ key: keyOf(model, hash), vector }]);
          }
        } catch (error) {
          // One picture that cannot be read must not cost the others their answers.
          if (toAppError(error).code !== "format") throw error;
        }
        took(hash, answer);
      }
    } finally {
      pool.dispose();
    }
  },
});
