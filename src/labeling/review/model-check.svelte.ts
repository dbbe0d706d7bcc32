/** The labels of a review beside what a trained model found in the same pictures. */
import { isCancelled } from "#core/errors.ts";
import type { BlobHash, LabelId, ModelId } from "#core/ids.ts";
import type { AskedModel, ModelAnswer } from "#labeling/labeling-store.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import { judgeLabel, type Judgement } from "./judge-labels.ts";
import type { Judgements } from "./listed.ts";
import type { Reading, ReviewedObject } from "./reviewed-object.ts";

type Session = Pick<LabelingSession, "store" | "state" | "report">;

export class ModelCheck {
  readonly #session: Session;
  readonly #reading: () => Reading | null;
  #models = $state.raw<readonly AskedModel[]>([]);
  #chosen = $state.raw<AskedModel | null>(null);
  #answers = $state.raw<ReadonlyMap<BlobHash, ModelAnswer>>(new Map());
  #unreadable = $state.raw<ReadonlySet<BlobHash>>(new Set());
  #progress = $state.raw<{ done: number; total: number } | null>(null);
  #stop = new AbortController();

  /** Pictures with objects that the chosen model has not been asked about. */
  readonly missing = $derived.by((): readonly BlobHash[] => {
    if (!this.#chosen) return [];
    return this.#files().filter(
      (file) => !this.#answers.has(file) && !this.#unreadable.has(file),
    );
  });

  readonly judgements: Judgements = $derived.by(() => {
    const found = new Map<ReviewedObject, Judgement>();
    const [reading, model] = [this.#reading(), this.#chosen];
    if (!reading || !model) return found;
    const names = new Map<LabelId, string>();
    for (const { id, name } of this.#session.state.labels)
      // Of labels that it never learned a model has nothing to say.
      if (model.labels.includes(name)) names.set(id, name);
    for (const object of reading.objects) {
      const file = reading.files.get(object.sampleId);
      const answer = file && this.#answers.get(file);
      const name = names.get(object.label);
      if (answer && name !== undefined)
        found.set(object, judgeLabel(name, object.box, answer));
    }
    return found;
  });

  constructor(session: Session, reading: () => Reading | null) {
    this.#session = session;
    this.#reading = reading;
  }

  /** Models that can be asked. */
  get models(): readonly AskedModel[] {
    return this.#models;
  }
  get chosen(): AskedModel | null {
    return this.#chosen;
  }
  /** Pictures, while the model is asked about them; else null. */
  get progress(): { readonly done: number; readonly total: number } | null {
    return this.#progress;
  }
  /** Pictures that the model could not be asked about. */
  get unreadable(): number {
    return this.#unreadable.size;
  }

  /** After the objects were read: which models there are, and what the chosen one said of them. */
  async follow(): Promise<void> {
    this.#models = await this.#session.store.models.models();
    if (this.#chosen) await this.choose(this.#chosen.id);
  }

  async choose(id: ModelId | null): Promise<void> {
    this.stop();
    const model = this.#models.find((one) => one.id === id) ?? null;
    const answers = model
      ? await this.#session.store.models.known(model, this.#files())
      : new Map<BlobHash, ModelAnswer>();
    if (model?.id !== this.#chosen?.id) this.#unreadable = new Set();
    this.#answers = answers;
    this.#chosen = model;
  }

  /** Asks the chosen model about the pictures that miss its answer; what it said stays when it is stopped. */
  async ask(): Promise<void> {
    const [model, files] = [this.#chosen, this.missing];
    if (!model || this.#progress) return;
    const { signal } = (this.#stop = new AbortController());
    const fresh = new Map<BlobHash, ModelAnswer>();
    this.#progress = { done: 0, total: files.length };
    let done = 0;
    try {
      await this.#session.store.models.ask(
        model,
        files,
        (file, answer) => {
          if (answer) fresh.set(file, answer);
          else this.#unreadable = new Set([...this.#unreadable, file]);
          done += 1;
          this.#progress = { done, total: files.length };
        },
        signal,
      );
    } catch (error) {
      if (!isCancelled(error)) this.#session.report(error);
    }
    // All at once: with each of them the list would come into another order under the eyes.
    if (this.#chosen === model)
      this.#answers = new Map([...this.#answers, ...fresh]);
    this.#progress = null;
  }

  stop(): void {
    this.#stop.abort();
  }

  #files(): BlobHash[] {
    const reading = this.#reading();
    if (!reading) return [];
    const files = new Set<BlobHash>();
    for (const { sampleId } of reading.objects) {
      const file = reading.files.get(sampleId);
      if (file) files.add(file);
    }
    return [...files];
  }
}
