import type { LabelId, SampleId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import type { Gesture } from "#labeling/gesture.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import {
  clearLabels,
  confirm,
  giveLabel,
  isGivenToAll,
  swapLabel,
  takeLabel,
} from "./edits.ts";

type Widen = (ids: readonly SampleId[]) => readonly SampleId[];

/** What keys, buttons and fingers do, on the session's targets. */
export class LabelActions {
  readonly #session: LabelingSession;
  readonly #widen: Widen;

  /** @param widen what a gesture on these samples works on. */
  constructor(session: LabelingSession, widen: Widen = (ids) => ids) {
    this.#session = session;
    this.#widen = widen;
  }

  /** Labels the targets; where several labels are allowed and all have it already, takes it away. */
  label(id: LabelId): void {
    const { singleLabel } = this.#session.state.job;
    if (!singleLabel && isGivenToAll(this.#rows(), id))
      return this.#edit("unlabel", takeLabel(id));
    this.#edit("label", giveLabel(id, singleLabel));
  }

  /** Labels with a name, making the label when it is new. The targets are those of now, not of when the label is there. */
  async labelByName(name: string): Promise<void> {
    const ids = this.#targets();
    try {
      const label = await this.#labelOf(name);
      const { singleLabel } = this.#session.state.job;
      await this.#session.edit("label", giveLabel(label.id, singleLabel), ids);
    } catch (error) {
      this.#session.report(error);
    }
  }

  remove(id: LabelId): void {
    this.#edit("unlabel", takeLabel(id));
  }

  /** Puts the label of this name, made when it is new, in the place of another. */
  async swap(from: LabelId, name: string): Promise<void> {
    const ids = this.#targets();
    try {
      const to = await this.#labelOf(name);
      await this.#session.edit("relabel", swapLabel(from, to.id), ids);
    } catch (error) {
      this.#session.report(error);
    }
  }

  confirm(): void {
    this.#edit("confirm", confirm);
  }

  /** Takes proposed labels away, and given ones too. */
  reject(): void {
    const isProposed = this.#rows().some(
      (item) => item.state === "to_be_confirmed",
    );
    this.#edit(isProposed ? "reject" : "clear", clearLabels);
  }

  get isConfirming(): boolean {
    return this.#rows().some((item) => item.state === "to_be_confirmed");
  }

  async #labelOf(name: string): Promise<Label> {
    const known = this.#session.state.labels.find((one) => one.name === name);
    return known ?? this.#session.store.addLabel(name);
  }

  /** Rows of the targets that are loaded: enough to decide what a toggle means. */
  #rows() {
    return this.#session.targets.flatMap(
      (id) => this.#session.list.row(id) ?? [],
    );
  }

  #targets(): readonly SampleId[] {
    return this.#widen(this.#session.targets);
  }

  #edit(
    gesture: Gesture,
    change: Parameters<LabelingSession["edit"]>[1],
  ): void {
    void this.#session.edit(gesture, change, this.#targets());
  }
}
