import type { Copies } from "#core/copies.ts";
import type { SampleId } from "#core/ids.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";

/** An import adds texts for minutes; all of them are read when it has come to rest. */
const CALM_MS = 1000;

/** Which texts of the job read the same, as far as is known. */
export class TextCopies {
  readonly #session: LabelingSession;
  #groups = $state.raw<Copies>([]);
  readonly #groupOf = $derived(
    new Map(this.#groups.flatMap((group) => group.map((id) => [id, group]))),
  );
  #turn = 0;
  #wait = 0;

  constructor(session: LabelingSession) {
    this.#session = session;
  }

  get areThere(): boolean {
    return this.#groups.length > 0;
  }

  /** The text itself among them; 1 where there is no other. */
  count(id: SampleId | undefined): number {
    return (id && this.#groupOf.get(id)?.length) ?? 1;
  }

  /** These and, where the session wants that, all their copies. */
  readonly widen = (ids: readonly SampleId[]): readonly SampleId[] =>
    this.#session.labelsCopies && this.areThere
      ? [...new Set(ids.flatMap((id) => this.#groupOf.get(id) ?? [id]))]
      : ids;

  /** Finds them: at once the first time, later when nothing has changed for a while. */
  async read(): Promise<void> {
    const turn = (this.#turn += 1);
    if (this.#wait > 0)
      await new Promise((resolve) => setTimeout(resolve, this.#wait));
    this.#wait = CALM_MS;
    try {
      if (turn !== this.#turn) return;
      const groups = await this.#session.store.copies();
      if (turn === this.#turn) this.#groups = groups;
    } catch (error) {
      this.#session.report(error);
    }
  }

  close(): void {
    this.#turn += 1;
  }
}
