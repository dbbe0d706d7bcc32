/** The evaluation of one training round. */
import type { JobId, ModelId, SampleId } from "#core/ids.ts";
import { type LabelThreshold, THRESHOLD_FILE } from "#core/model.ts";
import type { Evaluation, Prediction, TrainingRun } from "#core/training.ts";
import { labelingType } from "#labeling/registry.ts";
import { keepThreshold } from "#services/keep-threshold.ts";
import { readBlob } from "#storage/blobs.ts";
import { getModel } from "#storage/models.ts";
import { getSamples } from "#storage/samples.ts";
import { getTrainingRun, listTrainingRuns } from "#storage/trainings.ts";
import { getVersion } from "#storage/versions.ts";
import { PredictPool, type PredictOutcome } from "#workers/predict.client.ts";
import { Live } from "./live.svelte.ts";
import { reportError } from "./toasts.svelte.ts";

export {
  compareRounds,
  ERROR_FIGURES,
  type ComparedLine,
} from "#exeml/compare-rounds.ts";
export {
  detectionSuggestions,
  type DetectionSuggestion,
} from "#exeml/detection-suggestions.ts";
export { judgePicture, type JudgedPicture } from "#exeml/judge-objects.ts";
export { labelResults } from "#exeml/label-results.ts";
export {
  ERROR_KINDS,
  missedIn,
  picturesWith,
  scoreFigures,
  type ErrorChoice,
  type ScoreFigures,
} from "#exeml/score-figures.ts";
export {
  suggestions,
  surestMistakes,
  type Suggestion,
} from "#exeml/suggestions.ts";
export { thresholdFigures } from "#exeml/threshold-figures.ts";

async function textOf({ sampleId }: Prediction): Promise<string | null> {
  const [sample] = await getSamples([sampleId as SampleId]);
  return sample?.text ?? null;
}

export class EvaluationState {
  readonly #run: Live<TrainingRun | null | undefined>;
  readonly #others: Live<readonly TrainingRun[]>;
  readonly #samples: Live<"pictures" | "texts" | "sounds">;
  readonly #threshold: Live<LabelThreshold | null>;
  #pool: PredictPool | null = null;

  constructor(id: string) {
    this.#run = new Live<TrainingRun | null | undefined>(
      async () => (await getTrainingRun(id as JobId)) ?? null,
      undefined,
    );
    this.#others = new Live<readonly TrainingRun[]>(async () => {
      const run = await getTrainingRun(id as JobId);
      if (!run) return [];
      return (await listTrainingRuns(run.projectId)).filter(
        ({ evaluation }) => evaluation !== null,
      );
    }, []);
    this.#threshold = new Live<LabelThreshold | null>(async () => {
      const modelId = (await getTrainingRun(id as JobId))?.modelId;
      const model = modelId && (await getModel(modelId));
      const hash = model ? model.files[THRESHOLD_FILE] : undefined;
      return hash
        ? (JSON.parse(await (await readBlob(hash)).text()) as LabelThreshold)
        : null;
    }, null);
    this.#samples = new Live<"pictures" | "texts" | "sounds">(async () => {
      const run = await getTrainingRun(id as JobId);
      const version = run && (await getVersion(run.datasetVersionId));
      if (!version) return "pictures";
      const type = labelingType(version.labelingType);
      if (type.holdsTexts) return "texts";
      return type.dataType === "audio" ? "sounds" : "pictures";
    }, "pictures");
  }

  get run(): TrainingRun | null | undefined {
    return this.#run.current;
  }

  get evaluation(): Evaluation | null {
    return this.run?.evaluation ?? null;
  }

  /** Evaluated rounds of the project, this one among them, newest first. */
  get rounds(): readonly TrainingRun[] {
    return this.#others.current;
  }

  /** What the registered model tells labels by; `keep` is null before there is one. */
  get threshold(): {
    readonly kept: LabelThreshold | null;
    readonly keep: ((threshold: LabelThreshold | null) => void) | null;
  } {
    const modelId = this.run?.modelId;
    return {
      kept: this.#threshold.current,
      keep: modelId
        ? (threshold) =>
            void keepThreshold(modelId, threshold).catch(reportError)
        : null,
    };
  }

  /** Where judged sounds come from; null for a classifier of anything else. */
  get sounds(): {
    readonly file: (prediction: Prediction) => Promise<Blob>;
  } | null {
    return this.#samples.current === "sounds"
      ? { file: ({ hash }) => readBlob(hash) }
      : null;
  }

  /** Where judged texts come from; null for a classifier of anything else. */
  get texts(): {
    readonly text: (prediction: Prediction) => Promise<string | null>;
    readonly words: (
      prediction: Prediction,
    ) => Promise<NonNullable<PredictOutcome["words"]> | null>;
  } | null {
    return this.#samples.current === "texts"
      ? { text: textOf, words: this.#words }
      : null;
  }

  readonly #words = async (
    prediction: Prediction,
  ): Promise<NonNullable<PredictOutcome["words"]> | null> => {
    const [modelId, text] = [this.run?.modelId, await textOf(prediction)];
    if (!modelId || text === null) return null;
    return (await this.#explain(modelId, new Blob([text]))).words ?? null;
  };

  #explain(modelId: ModelId, file: Blob): Promise<PredictOutcome> {
    this.#pool ??= new PredictPool({ modelId, backend: "auto", instances: 1 });
    const signal = new AbortController().signal;
    return this.#pool.predict(file, { heatMap: true }, signal);
  }

  /** Where a picture spoke for its predicted label; null before the model is registered. */
  async heatMap(prediction: Prediction): Promise<PredictOutcome["heatMap"]> {
    const modelId = this.run?.modelId;
    if (!modelId) return null;
    const file = await readBlob(prediction.hash);
    return (await this.#explain(modelId, file)).heatMap;
  }

  dispose(): void {
    this.#pool?.dispose();
  }
}
