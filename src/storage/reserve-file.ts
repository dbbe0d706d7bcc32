/** The file of the room kept free, see `reserve.ts`: what concerns no row. */
import { canWriteFiles } from "./blob-files.ts";
import { guarded } from "./errors.ts";

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

/** Gives the room back. Never throws. */
export async function removeReserve(): Promise<void> {
  if (!(await canWriteFiles())) return;
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(NAME).catch(() => undefined);
}
