/** The evaluation of one training round. */
import type { JobId } from "#core/ids.ts";
import type { Evaluation, Prediction, TrainingRun } from "#core/training.ts";
import { readBlob } from "#storage/blobs.ts";
import { getTrainingRun, listTrainingRuns } from "#storage/trainings.ts";
import { PredictPool, type PredictOutcome } from "#workers/predict.client.ts";
import { Live } from "./live.svelte.ts";

export { compareRounds, type ComparedLine } from "#exeml/compare-rounds.ts";
export {
  detectionSuggestions,
  type DetectionSuggestion,
} from "#exeml/detection-suggestions.ts";
export { judgePicture, type JudgedPicture } from "#exeml/judge-objects.ts";
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

export class EvaluationState {
  readonly #run: Live<TrainingRun | null | undefined>;
  readonly #others: Live<readonly TrainingRun[]>;
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

  /** Where a picture spoke for its predicted label; null before the model is registered. */
  async heatMap(prediction: Prediction): Promise<PredictOutcome["heatMap"]> {
    const modelId = this.run?.modelId;
    if (!modelId) return null;
    this.#pool ??= new PredictPool({ modelId, backend: "auto", instances: 1 });
    const { heatMap } = await this.#pool.predict(
      await readBlob(prediction.hash),
      { heatMap: true },
      new AbortController().signal,
    );
    return heatMap;
  }

  dispose(): void {
    this.#pool?.dispose();
  }
}
