/**
 * What to do when the browser closes the database under us, because its disk took no more. What it
 * was writing may be torn, so that each write that is tried again puts all at risk (`fresh-log.ts`):
 * the database is opened again only on a new log, which takes room. What is asked waits so long.
 */
import Dexie, { type PromiseExtended } from "dexie";
import { beginFreshLog } from "./fresh-log.ts";
import { removeReserve } from "./reserve-file.ts";

const RETRY_MS = 1000;

type Listener = (isRefused: boolean) => void;
const listeners = new Set<Listener>();

/** Calls back when the disk refuses to take anything, and when it takes it again. @returns stop. */
export function watchRefusals(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (isRefused: boolean): void => {
  for (const listener of listeners) listener(isRefused);
};

async function isMended(): Promise<boolean> {
  try {
    await beginFreshLog();
    return true;
  } catch {
    return false;
  }
}

async function mend(): Promise<void> {
  if (await isMended()) return;
  // The room kept for such moments: where it is enough, nobody has to wait.
  await removeReserve();
  if (await isMended()) return;
  tell(true);
  do await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  while (!(await isMended()));
  tell(false);
}

/** One for all databases of this thread: the browser keeps them in one place, and closes all. */
let mending: Promise<void> | null = null;

export class PatientDexie extends Dexie {
  /** Dexie's own answer to the browser's `close` is the one that lets the database open again by itself. */
  override close(options?: { readonly disableAutoOpen: boolean }): void {
    if (options?.disableAutoOpen === false)
      mending ??= mend().finally(() => (mending = null));
    super.close(options);
  }

  override open(): PromiseExtended<Dexie> {
    if (!mending) return super.open();
    return Dexie.Promise.resolve(mending).then(() => super.open());
  }
}
