/** What a model said of one sample, as the Prediction tab shows it. */
import type { LabelThreshold } from "#core/model.ts";
import { colorForLabel } from "#core/label-color.ts";
import type { ServiceState } from "#state/services.svelte.ts";
import { formatPercent } from "#ui/format.ts";
import type { OverlayBox } from "#ui/image/overlay-box.ts";

type Outcome = NonNullable<Awaited<ReturnType<ServiceState["predict"]>>>;

/** Objects in one picture, best first. */
export type FoundObjects = NonNullable<Outcome["detected"]>;

/** What is heard when in a long recording. */
export type Heard = NonNullable<Outcome["timeline"]>;

export interface Answer {
  readonly name: string;
  readonly url: string;
  readonly ms: number;
  readonly outcome: Outcome;
}

/** What a model said of one text. */
export interface TextAnswer {
  readonly text: string;
  readonly ms: number;
  readonly outcome: Outcome;
}

/** The label with the highest score, and the score. */
export function likeliest(
  scores: readonly (readonly [string, number])[],
): string {
  const [label, score] = scores[0] ?? ["", 0];
  return `${label} ${formatPercent(score, 1)}`;
}

/** Objects at or above a score as boxes in their labels' colours; the best ones lie on top. */
export function boxesAt(
  { labels, objects }: FoundObjects,
  threshold: number,
): OverlayBox[] {
  return objects
    .filter(({ score }) => score >= threshold)
    .map(({ label, score, box }) => ({
      box,
      text: `${labels[label] ?? ""} ${formatPercent(score)}`,
      color: colorForLabel(label),
      isDashed: false,
    }))
    .reverse();
}

/** What a model said of a row, or of several. */
export interface TableAnswer {
  readonly ms: number;
  readonly outcome: Outcome;
}

interface RowData {
  readonly resp_data?: readonly { readonly predict: string | number }[];
  readonly threshold?: LabelThreshold;
}

const dataOf = ({ result }: Outcome): RowData =>
  (result as { readonly data?: RowData }).data ?? {};

/** The answers of a result, `data.resp_data`. Source: ExeML 1.13. */
export const rowAnswers = (
  outcome: Outcome,
): NonNullable<RowData["resp_data"]> => dataOf(outcome).resp_data ?? [];

/** By which threshold the labels were told; null where they are the likeliest. */
export const thresholdOf = (outcome: Outcome): LabelThreshold | null =>
  dataOf(outcome).threshold ?? null;
