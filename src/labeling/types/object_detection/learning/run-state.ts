/** Where a descent stands, which of its epochs was best, and when it ends. */
import type { DetectorState } from "#ml/detector-training.ts";
import type { DetectorWeights } from "#ml/detector-net.ts";

/** After an epoch. */
export interface RunState {
  readonly epoch: number;
  readonly detector: DetectorState;
  /** The averaged weights of the epoch that was best on the validation part. */
  readonly best: DetectorWeights;
  /** Its mAP at 0.5 and at 0.5:0.95, added up; 0 where nothing is checked. */
  readonly bestWorth: number;
  /** Epochs since the best one. */
  readonly worse: number;
}

export interface Course {
  /** How many epochs there will be; may fall after the first. */
  readonly epochs: () => number;
  /** Epochs without a better one after which it stops. */
  readonly patience: () => number;
  /** Whether its time is over. */
  readonly isOver: () => boolean;
}

/** @param worth of the epoch, as `bestWorth`; null where nothing is checked: then the last is the best. */
export function stateAfter(
  before: RunState | null,
  detector: DetectorState,
  worth: number | null,
): RunState {
  const epoch = (before?.epoch ?? 0) + 1;
  const isBest = !before || worth === null || worth >= before.bestWorth;
  return isBest
    ? {
        epoch,
        detector,
        best: detector.average,
        bestWorth: worth ?? 0,
        worse: 0,
      }
    : { ...before, epoch, detector, worse: before.worse + 1 };
}

export const hasEnded = ({ epoch, worse }: RunState, course: Course): boolean =>
  epoch >= course.epochs() || worse >= course.patience() || course.isOver();
