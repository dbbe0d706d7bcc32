/**
 * A hand that holds a pen rests on the glass. While a pen touches, fingers count for nothing; for a
 * second after it was last seen, hovering included, they draw nothing, but two may still zoom.
 */
import type { PointerInput } from "./surface-input.ts";

export interface PenTrace {
  readonly isDown: boolean;
  readonly seenAt: number;
}

export const noPen: PenTrace = { isDown: false, seenAt: -Infinity };

const NEAR_MS = 1000;

export function tracePen(pen: PenTrace, input: PointerInput): PenTrace {
  if (input.pointer !== "pen") return pen;
  const isDown = input.kind === "down" || (input.kind === "move" && pen.isDown);
  return { isDown, seenAt: input.time };
}

/** Whether one finger may draw, select or move. */
export const maySingleTouchAct = (pen: PenTrace, time: number): boolean =>
  !pen.isDown && time - pen.seenAt > NEAR_MS;
