import type { Heard } from "./answer.ts";

/** Neighbouring stretches of one label. Times in seconds from the beginning. */
export interface SoundRun {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** The highest of its stretches, 0-1. */
  readonly score: number;
}

/** @param stretches as time goes; they may overlap. */
export function soundRuns(stretches: Heard): SoundRun[] {
  const runs: SoundRun[] = [];
  for (const { from, to, label, score } of stretches) {
    const last = runs.at(-1);
    if (last?.label === label)
      runs[runs.length - 1] = {
        ...last,
        to,
        score: Math.max(last.score, score),
      };
    else runs.push({ from, to, label, score });
  }
  return runs;
}
