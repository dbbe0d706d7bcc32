/** The phases of each project type, in order, in the guide's exact words. Source: ExeML 1.1. */
import type { PhaseKind } from "#core/project.ts";

export interface Template {
  /** The labeling type that the project labels and trains. */
  readonly id: string;
  readonly phases: readonly {
    readonly name: string;
    readonly kind: PhaseKind;
  }[];
  /** The word for a finished phase: Completed or Executed (ExeML 1.9). */
  readonly finishedWord: "Completed" | "Executed";
}

const labeled = (
  id: string,
  train: string,
  finishedWord: Template["finishedWord"],
): Template => ({
  id,
  finishedWord,
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
  labeled("image_classification", "Classify Images", "Completed"),
];

export function templateOf(type: string): Template | undefined {
  return templates.find(({ id }) => id === type);
}
