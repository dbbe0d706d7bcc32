/** The model that is kept: each recipe of the blend, fitted on all rows that are learned from. */
import type { TrainReport } from "#labeling/learning-contract.ts";
import type { Rest } from "#ml/rest.ts";
import { fitMethod, type Method } from "#ml/table/learners.ts";
import type { TableMember } from "#ml/table/table-model.ts";
import { type Found, learnedTargets, type Searched } from "./search.ts";

const NOBODY = new Int32Array(0);
/** Recipes with less say would cost more than they give. */
const LEAST_SHARE = 0.03;

/** Without rows to judge by, boosting runs the rounds that were best in the search. */
const withRounds = (method: Method, rounds: number): Method =>
  method.kind === "boosting"
    ? { ...method, rules: { ...method.rules, rounds } }
    : method;

/**
 * @param bags fits of each recipe that depends on chance.
 * @param hurries asked before each fit after the first of a recipe: true leaves it out.
 */
export async function fitMembers(
  { candidates }: Found,
  { rows, targets, learned, seed }: Searched,
  bags: number,
  report: TrainReport,
  rest: Rest,
  hurries: () => boolean,
): Promise<TableMember[]> {
  const taken = candidates.filter(({ share }) => share >= LEAST_SHARE);
  const whole = taken.reduce((sum, { share }) => sum + share, 0);
  const members: TableMember[] = [];
  for (const [i, one] of taken.entries()) {
    const { recipe, rounds, share, temperature, name } = one;
    const wanted = recipe.method.kind === "boosting" ? bags : 1;
    const fits: TableMember[] = [];
    for (let bag = 0; bag < wanted; bag += 1) {
      if (bag > 0 && hurries()) break;
      report.progress(
        `Final fit: ${name}`,
        i * bags + bag,
        taken.length * bags,
      );
      const fitted = await fitMethod(
        withRounds(recipe.method, rounds),
        rows,
        learnedTargets(targets, recipe.isLog),
        learned,
        NOBODY,
        seed + bag,
        rest,
      );
      const { isLog } = recipe;
      fits.push({ name, share: 0, isLog, temperature, fitted });
    }
    for (const fit of fits)
      members.push({ ...fit, share: share / whole / fits.length });
  }
  return members;
}
