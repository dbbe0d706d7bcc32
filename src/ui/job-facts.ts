import type { Job } from "#core/job.ts";
import { jobRate } from "#core/job-pace.ts";
import { m } from "#messages/messages.ts";
import { formatBytes, formatDuration, formatNumber } from "./format.ts";

/** "120 / 2,000 files · 40 files/s · 47 sec left": how far a job is, how fast, and how long it takes yet. */
export function jobFacts(job: Job): string {
  const { jobs } = m;
  const amount = (count: number, digits = 0): string =>
    job.unit === "bytes"
      ? formatBytes(count)
      : `${formatNumber(count, digits)} ${jobs.units[job.unit]}`;
  const counted = (): string | null => {
    if (job.state === "done") return amount(job.done);
    if (job.total === 0) return null;
    return job.unit === "bytes"
      ? `${formatBytes(job.done)} / ${formatBytes(job.total)}`
      : `${formatNumber(job.done)} / ${amount(job.total)}`;
  };
  const rate = jobRate(job);
  const speed = (perSecond: number): string =>
    perSecond < 1
      ? jobs.rateMinute(amount(perSecond * 60, 1))
      : jobs.rate(amount(perSecond, perSecond < 10 ? 1 : 0));
  return [
    counted(),
    rate && speed(rate.perSecond),
    rate?.leftMs != null ? jobs.left(formatDuration(rate.leftMs)) : null,
  ]
    .filter((fact) => fact !== null)
    .join(" · ");
}
