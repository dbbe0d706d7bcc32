/** What the picture that was left last holds, to be copied to the one in focus. */
import type { SampleId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import { objectsIn } from "./edits.ts";
import type { LabeledObject } from "./object.ts";

type Objects = readonly LabeledObject[];

export class EarlierObjects {
  #before: Objects = [];
  #at: { readonly id: SampleId; readonly objects: Objects } | null = null;

  /** Told whenever the picture in focus, or what is in it, is another. */
  look(row: LabelingItem): void {
    if (this.#at && this.#at.id !== row.sampleId)
      this.#before = this.#at.objects;
    this.#at = { id: row.sampleId, objects: objectsIn(row) };
  }

  /** Of the picture that was left last, or of the one before in the list. */
  async read({ list, selection }: LabelingSession): Promise<Objects> {
    const before = list.ids[selection.focus - 1];
    if (this.#before.length === 0 && before) {
      const [item] = await list.load([before]);
      this.#before = objectsIn(item);
    }
    return this.#before;
  }
}
