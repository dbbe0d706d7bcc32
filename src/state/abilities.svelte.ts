/** What works on this device, found out by trying it. */
import { canWriteFiles } from "#storage/blob-files.ts";
import { probeBackends } from "#workers/train.client.ts";
import { reportError } from "./toasts.svelte.ts";

export interface Ability {
  readonly name: string;
  readonly works: boolean;
}

export class Abilities {
  #list = $state.raw<readonly Ability[] | null>(null);
  #busy = $state.raw(false);

  get list(): readonly Ability[] | null {
    return this.#list;
  }

  get busy(): boolean {
    return this.#busy;
  }

  readonly check = async (): Promise<void> => {
    this.#busy = true;
    try {
      const [opfs, backends] = await Promise.all([
        canWriteFiles(),
        probeBackends(),
      ]);
      this.#list = [
        ...backends.map(({ name, ok }) => ({ name, works: ok })),
        { name: "opfs", works: opfs },
        { name: "camera", works: "mediaDevices" in navigator },
        { name: "folder", works: "showDirectoryPicker" in window },
        { name: "share", works: "share" in navigator },
        { name: "isolated", works: crossOriginIsolated },
      ];
    } catch (error) {
      reportError(error);
    } finally {
      this.#busy = false;
    }
  };
}
