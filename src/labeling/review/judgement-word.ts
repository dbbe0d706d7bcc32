import { m } from "#messages/messages.ts";
import type { Judgement } from "./judge-labels.ts";

/** What the model takes the object for, and how sure it is. */
export const wordOf = ({ says }: Judgement): string =>
  says ? m.review.says(says.label, says.score) : m.review.saysNothing;
