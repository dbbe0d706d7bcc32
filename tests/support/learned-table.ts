import type {
  TrainOutcome,
  TrainTable,
  TrainTask,
} from "#labeling/learning-contract.ts";
import trainer from "#labeling/types/table/trainer.ts";
import { silent } from "./silent-report.ts";

/** A model of the table, learned as fast as it goes. */
export function learned(table: TrainTable, seed = 1): Promise<TrainOutcome> {
  const task = {
    samples: [],
    table,
    options: { preference: "performance_first", maxMinutes: 6, seed },
    resume: null,
    incrementalFrom: null,
  } as unknown as TrainTask;
  const never = new AbortController().signal;
  return trainer.train(task, silent, never, never);
}
