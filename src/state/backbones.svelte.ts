/** The catalogue of backbones as its page and the training options show it. */
import {
  EMBEDDED_BACKBONE,
  EMBEDDED_BYTES,
  NORMALIZATIONS,
  type AddedBackbone,
  type BackboneInspection,
  type Normalization,
} from "#core/backbone.ts";
import {
  backboneUsers,
  deleteBackbone,
  listBackbones,
} from "#storage/backbones.ts";
import {
  addModel,
  inspectModel,
  type BackboneChoice,
  type GivenFile,
} from "#workers/backbone.client.ts";
import { downloadModel } from "#workers/download.client.ts";
import { Live } from "./live.svelte.ts";

export { EMBEDDED_BACKBONE, EMBEDDED_BYTES, NORMALIZATIONS };
export type { Normalization };

export class BackboneList {
  readonly #rows = new Live<readonly AddedBackbone[] | null>(
    listBackbones,
    null,
  );
  readonly #users = new Live<ReadonlyMap<string, readonly string[]>>(
    backboneUsers,
    new Map(),
  );

  /** Those the user added, oldest first. */
  get rows(): readonly AddedBackbone[] | null {
    return this.#rows.current;
  }

  /** Models and training rounds that need it, in words. */
  users(id: string): readonly string[] {
    return this.#users.current.get(id) ?? [];
  }

  /** @throws AppError('format') while something needs it. */
  readonly delete = (row: AddedBackbone): Promise<void> =>
    deleteBackbone(row.id);
}

/** Files or an address on their way into the catalogue. */
export class NewBackbone {
  #files: readonly GivenFile[] = [];
  #cancel = new AbortController();
  #inspection = $state.raw<BackboneInspection | null>(null);
  #source = $state.raw("");
  #progress = $state.raw<{ done: number; total: number | null } | null>(null);

  /** What was found; null until files were read. */
  get inspection(): BackboneInspection | null {
    return this.#inspection;
  }

  get source(): string {
    return this.#source;
  }

  /** Bytes of a running download. */
  get progress(): { done: number; total: number | null } | null {
    return this.#progress;
  }

  readonly fromFiles = async (files: readonly File[]): Promise<void> => {
    const given = files.map((file) => ({
      path: file.webkitRelativePath || file.name,
      blob: file,
    }));
    await this.#inspect(given, files.map(({ name }) => name).join(", "));
  };

  readonly fromAddress = async (address: string): Promise<void> => {
    this.#cancel = new AbortController();
    this.#progress = { done: 0, total: null };
    try {
      const files = await downloadModel(
        address,
        (done, total) => (this.#progress = { done, total }),
        this.#cancel.signal,
      );
      await this.#inspect(files, address.trim());
    } finally {
      this.#progress = null;
    }
  };

  readonly cancel = (): void => this.#cancel.abort();

  readonly add = (
    choice: Omit<BackboneChoice, "source">,
  ): Promise<AddedBackbone> =>
    addModel(this.#files, { ...choice, source: this.#source });

  async #inspect(files: readonly GivenFile[], source: string): Promise<void> {
    const inspection = await inspectModel(files);
    this.#files = files;
    this.#source = source;
    this.#inspection = inspection;
  }
}
