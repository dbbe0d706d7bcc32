/** How a person likes to label on this device: kept in local storage, taken up in every job. */
import type { LabelingSession } from "#labeling/session.svelte.ts";

const SIZE = "gleaner-thumbnail-size";
const COPIES = "gleaner-label-copies";
/** One choice for jobs with one label per sample, one for the others: their defaults differ. */
const advanceKey = (session: LabelingSession): string =>
  `gleaner-auto-advance-${session.state.job.singleLabel ? "single" : "many"}`;

const LEAST_SIZE = 96;
const MOST_SIZE = 320;

/** Sets the session as it was left the last time; what was never chosen stays. */
export function takeUpPreferences(session: LabelingSession): void {
  try {
    const size = Number(localStorage.getItem(SIZE) ?? Number.NaN);
    if (size >= LEAST_SIZE && size <= MOST_SIZE) session.thumbnailSize = size;
    session.labelsCopies = localStorage.getItem(COPIES) === "true";
    const advance = localStorage.getItem(advanceKey(session));
    if (advance !== null) session.autoAdvance = advance === "true";
  } catch {
    // Without local storage the defaults hold.
  }
}

/** Writing takes a millisecond of a gesture's time, reading none. */
function keep(key: string, value: number | boolean): void {
  if (localStorage.getItem(key) !== String(value))
    localStorage.setItem(key, String(value));
}

/** Remembers the session's thumbnail size, auto-advance, and whether copies are labeled. Reads all, so an effect follows them. */
export function keepPreferences(session: LabelingSession): void {
  const { thumbnailSize, autoAdvance, labelsCopies } = session;
  try {
    keep(SIZE, thumbnailSize);
    keep(COPIES, labelsCopies);
    keep(advanceKey(session), autoAdvance);
  } catch {
    // The choice holds until the page is closed.
  }
}
