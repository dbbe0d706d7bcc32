import type { TrainingPreference } from "#core/training.ts";
import type {
  TrainOutcome,
  TrainTable,
  TrainTask,
} from "#labeling/learning-contract.ts";
import trainer from "#labeling/types/table/trainer.ts";
import { silent } from "./silent-report.ts";

/** A model of the table, unless another preference is asked for learned as fast as it goes. */
export function learned(
  table: TrainTable,
  seed = 1,
  preference: TrainingPreference = "performance_first",
): Promise<TrainOutcome> {
  const task = {
    samples: [],
    table,
    options: { preference, maxMinutes: 6, seed },
    resume: null,
    incrementalFrom: null,
  } as unknown as TrainTask;
  const never = new AbortController().signal;
  return trainer.train(task, silent, never, never);
}
