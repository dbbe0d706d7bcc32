/** How judged objects look: the same words and colours in pictures, legends and lists. */
import { m } from "#messages/messages.ts";
import type { JudgedPicture } from "#state/evaluation.svelte.ts";
import { missedIn } from "#state/evaluation.svelte.ts";
import { formatPercent } from "#ui/format.ts";
import type { OverlayBox } from "#ui/image/overlay-box.ts";

/** White text and the white ground of lines stand out from each of them, in both themes. */
export const MARKS = {
  truth: { color: "#155fa8", isDashed: true },
  right: { color: "#17693f", isDashed: false },
  wrong: { color: "#b3261e", isDashed: false },
  ignored: { color: "#56615a", isDashed: false },
} as const;

export interface Mark extends OverlayBox {
  /** What it is, in words. */
  readonly verdict: string;
}

/** What people drew, then what was found at the score, the best on top. */
export function marksOf(
  judged: JudgedPicture,
  labels: readonly string[],
  threshold: number,
): Mark[] {
  const name = (label: number): string => labels[label] ?? "";
  const missed = new Set(missedIn(judged, threshold));
  const truth = judged.picture.truth.map(({ label, box }, i): Mark => ({
    box,
    text: name(label),
    verdict: missed.has(i) ? m.detection.kinds.missed.name : m.detection.truth,
    ...MARKS.truth,
  }));
  const found = judged.objects
    .filter((one) => one.found.score >= threshold)
    .map(({ found: { box, label, score }, verdict }): Mark => {
      const text = m.detection.foundText(name(label), formatPercent(score));
      if (verdict === "right" || verdict === "ignored")
        return { box, text, verdict: m.detection[verdict], ...MARKS[verdict] };
      const { name: kind } = m.detection.kinds[verdict];
      return { box, text, verdict: kind, ...MARKS.wrong };
    });
  return [...truth, ...found.reverse()];
}
