/** When the training of a detector stops, and which of its epochs is kept. */
import { describe, expect, it } from "vitest";
import type { DetectorState } from "#ml/detector-training.ts";
import { hasEnded, type RunState, stateAfter } from "./run-state.ts";

const PATIENCE = 3;
const EPOCHS = 20;
const course = {
  epochs: () => EPOCHS,
  patience: () => PATIENCE,
  isOver: () => false,
};

/** Weights that say which epoch they are of. */
const detector = (epoch: number): DetectorState =>
  ({ average: { epoch } }) as unknown as DetectorState;

/** Until it ends. @param worth of each epoch. */
function run(worth: (epoch: number) => number | null, own = course): RunState {
  let state: RunState | null = null;
  for (let epoch = 1; !state || !hasEnded(state, own); epoch += 1)
    state = stateAfter(state, detector(epoch), worth(epoch));
  return state;
}

describe("the training of a detector", () => {
  it("stops when several epochs bring no gain, and keeps the best one", () => {
    const figures = [0.2, 0.5, 0.4, 0.6, 0.55, 0.3, 0.59, 0.9];
    expect(run((epoch) => figures[epoch - 1] ?? 1)).toMatchObject({
      epoch: 7,
      best: { epoch: 4 },
      bestWorth: 0.6,
      worse: PATIENCE,
    });
  });

  it("goes on to its last epoch as long as there is gain", () => {
    expect(run((epoch) => epoch / 100)).toMatchObject({
      epoch: EPOCHS,
      best: { epoch: EPOCHS },
      worse: 0,
    });
  });

  it("takes the later of two that are equally good", () => {
    expect(run(() => 0.5).best).toEqual({ epoch: EPOCHS });
  });

  it("keeps the last one where nothing is checked", () => {
    expect(run(() => null)).toMatchObject({ epoch: EPOCHS, worse: 0 });
  });

  it("ends when its time is over", () => {
    const own = { ...course, isOver: () => true };
    expect(run(() => 0.1, own).epoch).toBe(1);
  });
});
