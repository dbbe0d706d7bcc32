/**
 * Room kept free for the last words. A device that is full refuses every write, the one that says
 * "not enough space" among them; this file gives way to it.
 */
import { canWriteFiles } from "./blob-files.ts";
import { guarded } from "./errors.ts";
import { clearCaches } from "./vectors.ts";

/** Bytes. The rows take thousands; what browsers write besides, and count late, takes up to a million. */
const RESERVE_BYTES = 2_000_000;
const NAME = "reserve";

/** Browsers write beside the file first; a kill leaves that behind. */
async function removeLeftovers(root: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of root.keys()) names.push(name);
  for (const name of names)
    if (name !== NAME && name.startsWith(NAME))
      await root.removeEntry(name).catch(() => undefined);
}

/**
 * Sets the room aside unless that was done before. Where files cannot be written, nothing is: there
 * the caches give way.
 * @throws AppError('storage', { reason: "quota" }) when there is not even this much.
 */
export async function keepReserve(): Promise<void> {
  if (!(await canWriteFiles())) return;
  await guarded(() =>
    navigator.locks.request(NAME, async () => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle(NAME, { create: true });
      if ((await handle.getFile()).size === RESERVE_BYTES) return;
      await removeLeftovers(root);
      const stream = await handle.createWritable();
      await stream.write(new Uint8Array(RESERVE_BYTES));
      await stream.close();
    }),
  );
}

/** Gives the room back, and that of the caches, whose content can be made again. Never throws. */
export async function spendReserve(): Promise<void> {
  await clearCaches().catch(() => undefined);
  if (!(await canWriteFiles())) return;
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(NAME).catch(() => undefined);
}
