/** When learning ends before it tried everything. */
import type { TrainReport, TrainTask } from "./learning-contract.ts";

/** @returns whether learning may go on: until the person or the time limit ends it, which is told once. */
export function timeLimit(
  { options }: Pick<TrainTask, "options">,
  { event }: TrainReport,
  stop: AbortSignal,
): () => boolean {
  const end = Date.now() + options.maxMinutes * 60_000;
  let wasTold = false;
  return () => {
    if (!stop.aborted && Date.now() < end) return true;
    if (!wasTold) event("Ended early; the best so far is kept");
    wasTold = true;
    return false;
  };
}
