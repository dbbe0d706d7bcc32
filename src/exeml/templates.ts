/** The phases of each project type, in order, in the guide's exact words. Source: ExeML 1.1. */
import type { PhaseKind } from "#core/project.ts";
import type { LabelColumn } from "#core/table.ts";
import type { Figure } from "#core/training.ts";
import { checkImages, IMAGE_POLICIES } from "./check-images.ts";
import { checkObjects, OBJECT_POLICIES } from "./check-objects.ts";
import type { Check, CheckPolicies } from "./check-rules.ts";
import { checkSounds, SOUND_POLICIES } from "./check-sounds.ts";
import { checkTexts, TEXT_POLICIES } from "./check-texts.ts";

/** What Check Data does, and its numbers: rules about samples, or about the rows of a table. */
export type Checks =
  | {
      readonly of: "samples";
      readonly check: Check;
      readonly policies: CheckPolicies;
    }
  /** In `check-table.ts`, which the first screen does not wait for. */
  | { readonly of: "rows" };

export interface Template {
  /** The labeling type that the project labels and trains. */
  readonly id: string;
  readonly phases: readonly {
    readonly name: string;
    readonly kind: PhaseKind;
  }[];
  /** The word for a finished phase: Completed or Executed (ExeML 1.9). */
  readonly finishedWord: "Completed" | "Executed";
  /** What its rounds are judged by first. */
  readonly figure: Figure["kind"];
  /** Options that mean something for its training, besides those that every training has. */
  readonly asks: readonly (
    "backbone" | "backend" | "incremental" | "classWeights"
  )[];
  readonly checks: Checks;
}

const labeled = (
  id: string,
  train: string,
  rules: Omit<Template, "id" | "phases">,
): Template => ({
  id,
  ...rules,
  phases: [
    { name: "Label Data", kind: "label" },
    { name: "Publish Dataset Version", kind: "publish" },
    { name: "Check Data", kind: "check" },
    { name: train, kind: "train" },
    { name: "Register Model", kind: "register" },
    { name: "Deploy Service", kind: "deploy" },
  ],
});

export const templates: readonly Template[] = [
  labeled("image_classification", "Classify Images", {
    finishedWord: "Completed",
    figure: "accuracy",
    asks: ["backbone", "backend", "incremental"],
    checks: { of: "samples", check: checkImages, policies: IMAGE_POLICIES },
  }),
  labeled("object_detection", "Detect Objects", {
    finishedWord: "Completed",
    figure: "map50",
    asks: ["backend", "incremental"],
    checks: { of: "samples", check: checkObjects, policies: OBJECT_POLICIES },
  }),
  labeled("sound_classification", "Classify Sounds", {
    finishedWord: "Executed",
    figure: "accuracy",
    asks: ["incremental"],
    checks: { of: "samples", check: checkSounds, policies: SOUND_POLICIES },
  }),
  labeled("text_classification", "Classify Text", {
    finishedWord: "Executed",
    figure: "accuracy",
    asks: [],
    checks: { of: "samples", check: checkTexts, policies: TEXT_POLICIES },
  }),
  {
    id: "table",
    finishedWord: "Executed",
    figure: "accuracy",
    asks: ["classWeights"],
    checks: { of: "rows" },
    // A table has nothing to label.
    phases: [
      { name: "Publish Dataset Version", kind: "publish" },
      { name: "Check Data", kind: "check" },
      { name: "Predict", kind: "train" },
      { name: "Register Model", kind: "register" },
      { name: "Deploy Service", kind: "deploy" },
    ],
  },
];

/** Whether a project begins with labels, which a labeling job holds. */
export const isLabeledTemplate = ({ phases }: Template): boolean =>
  phases.some(({ kind }) => kind === "label");

/** Of numbers there are no classes to weigh. @param label of predictive analytics. */
export const asksOf = (
  { asks }: Template,
  label: LabelColumn | undefined,
): Template["asks"] =>
  asks.filter(
    (option) => option !== "classWeights" || label?.type === "discrete",
  );

export function templateOf(type: string): Template | undefined {
  return templates.find(({ id }) => id === type);
}
