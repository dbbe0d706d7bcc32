/**
 * Room kept free for the last words. A device that is full refuses every write, the one that says
 * "not enough space" among them; a file gives way to it.
 */
import { removeReserve } from "./reserve-file.ts";
import { clearCaches } from "./vectors.ts";

/** Gives the room back, and that of the caches, whose content can be made again. Never throws. */
export async function spendReserve(): Promise<void> {
  await clearCaches().catch(() => undefined);
  await removeReserve();
}
