/** The model that is kept: each recipe of the blend, fitted on all rows that are learned from. */
import type { TrainReport } from "#labeling/learning-contract.ts";
import type { FitJob } from "#ml/table/fit-job.ts";
import type { FitQueue } from "#ml/table/fit-queue.ts";
import { withRounds } from "#ml/table/learners.ts";
import type { TableMember } from "#ml/table/table-model.ts";
import type { Candidate, Found, Searched } from "./search.ts";

const NOBODY = new Int32Array(0);
/** Recipes with less say would cost more than they give. */
const LEAST_SHARE = 0.03;

/** Without rows to judge by, boosting runs the rounds that were best in the search. */
const bagsOf = (
  { recipe: { method, isLog }, rounds }: Candidate,
  { learned, seed }: Searched,
  bags: number,
): FitJob[] =>
  Array.from({ length: method.kind === "boosting" ? bags : 1 }, (_, bag) => ({
    method: withRounds(method, rounds),
    isLog,
    learned,
    judged: NOBODY,
    seed: seed + bag,
    answers: false,
  }));

/**
 * @param bags fits of each recipe that depends on chance.
 * @param mayGoOn false: of each recipe, fits after the first are left out.
 */
export async function fitMembers(
  { candidates }: Found,
  searched: Searched,
  bags: number,
  queue: FitQueue,
  report: TrainReport,
  mayGoOn: () => boolean,
): Promise<TableMember[]> {
  const taken = candidates.filter(({ share }) => share >= LEAST_SHARE);
  const whole = taken.reduce((sum, { share }) => sum + share, 0);
  const jobs = taken.map((one) => bagsOf(one, searched, bags));
  const extra = jobs.flatMap((own) => own.slice(1));
  queue.add(jobs.map(([first]) => first as FitJob));
  queue.add(extra);
  const members: TableMember[] = [];
  for (const [i, one] of taken.entries()) {
    const { recipe, share, temperature, name } = one;
    const fits: TableMember[] = [];
    for (const [bag, job] of (jobs[i] ?? []).entries()) {
      const isNeeded = bag === 0;
      if (!isNeeded && !mayGoOn()) break;
      report.progress(
        `Final fit: ${name}`,
        i * bags + bag,
        taken.length * bags,
      );
      const fitted = await queue.take(job, mayGoOn, isNeeded);
      if (!fitted || fitted instanceof Float64Array) break;
      const { isLog } = recipe;
      fits.push({ name, share: 0, isLog, temperature, fitted });
    }
    if (!mayGoOn()) queue.drop(extra);
    for (const fit of fits)
      members.push({ ...fit, share: share / whole / fits.length });
  }
  return members;
}
