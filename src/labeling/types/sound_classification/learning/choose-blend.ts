/** Which ways together answer best: picked one by one, with replacement. Source: Caruana et al. 2004. */
import { blend, type Member } from "#ml/blend.ts";
import { judge } from "#ml/head-search.ts";
import type { SoundRecipe } from "#ml/sound/sound-model.ts";

/** A way, and what it says of recordings that it has not heard. */
export interface Candidate {
  readonly recipe: SoundRecipe;
  readonly scores: readonly Float32Array[];
  /** Brings its scores to probabilities. */
  readonly temperature: number;
  readonly loss: number;
}

export interface Chosen {
  readonly parts: readonly (Member & { readonly recipe: SoundRecipe })[];
  /** Logarithms of probabilities of the blend, in the order of the candidates' scores. */
  readonly scores: readonly Float32Array[];
}

const PICKS = 8;

/** @param truths class of each of the scores. */
export function chooseBlend(
  candidates: readonly Candidate[],
  truths: readonly number[],
): Chosen {
  const counts = candidates.map(() => 0);
  const membersOf = (picked: readonly number[], total: number): Member[] =>
    candidates.map(({ temperature }, i) => ({
      temperature,
      share: (picked[i] ?? 0) / total,
    }));
  const blended = (members: readonly Member[]): Float32Array[] =>
    truths.map((_, row) =>
      blend(
        candidates.map(({ scores }) => scores[row] ?? new Float32Array()),
        members,
      ),
    );
  let lowest = Number.POSITIVE_INFINITY;
  for (let pick = 0; pick < PICKS; pick += 1) {
    let best = -1;
    for (let i = 0; i < candidates.length; i += 1) {
      const picked = counts.map((count, k) => count + (k === i ? 1 : 0));
      const { loss } = judge(blended(membersOf(picked, pick + 1)), truths);
      if (loss >= lowest) continue;
      lowest = loss;
      best = i;
    }
    if (best < 0) break;
    counts[best] = (counts[best] ?? 0) + 1;
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new RangeError("No way of learning to choose from");
  const members = membersOf(counts, total);
  return {
    scores: blended(members),
    parts: candidates.flatMap(({ recipe }, i) => {
      const member = members[i];
      return member && member.share > 0 ? [{ ...member, recipe }] : [];
    }),
  };
}
