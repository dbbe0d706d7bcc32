import { m } from "#messages/messages.ts";
import type { Drop, ImportedFile } from "#state/import.svelte.ts";
import { reportError, toasts } from "#state/toasts.svelte.ts";

/** The files of a drop; what could not be opened is told at once. Empty when it was cancelled. */
export async function openDrop(drop: Drop): Promise<readonly ImportedFile[]> {
  try {
    const { files, unreadable } = await drop.gathered;
    const [first] = unreadable;
    if (first !== undefined)
      toasts.show({
        kind: "error",
        text: m.importing.unreadable(unreadable.length, first),
      });
    else if (files.length === 0) toasts.show({ text: m.importing.nothing });
    return files;
  } catch (error) {
    reportError(error);
    return [];
  }
}
