/**
 * A hand that holds a pen rests on the glass. For a second after the pen was last seen, hovering
 * included, a finger alone draws nothing; two may still zoom. (While the pen itself is down, it is
 * the first press, and no other counts.)
 */
import type { PointerInput } from "./surface-input.ts";

const NEAR_MS = 1000;

/** When a pen was last near, as in `PointerInput.time`. */
export const tracePen = (seenAt: number, input: PointerInput): number =>
  input.pointer === "pen" ? input.time : seenAt;

/** Whether one finger may draw, select or move. */
export const maySingleTouchAct = (penSeenAt: number, time: number): boolean =>
  time - penSeenAt > NEAR_MS;
