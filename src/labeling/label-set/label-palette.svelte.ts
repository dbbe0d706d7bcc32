/** Labels chosen by typing: what matches, best first, and the one that Enter takes. */
import type { LabelId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import { matchLabels } from "./match-labels.ts";

/** More than this nobody reads; typing narrows the list. */
export const SHOWN_LABELS = 200;

interface Source {
  readonly labels: () => readonly Label[];
  readonly counts?: () => ReadonlyMap<LabelId, number>;
}

export class LabelPalette {
  readonly #source: Source;
  #text = $state("");
  /** In `shown`; null where nobody has moved it. */
  #at = $state<number | null>(null);
  /** Labels used most first, while nothing is typed. */
  isByCount = $state(false);

  readonly #found: readonly Label[] = $derived.by(() => {
    const found = matchLabels(this.labels, this.#text);
    const counts = this.#source.counts?.();
    if (!this.isByCount || !counts || this.#text.trim() !== "") return found;
    const count = (label: Label): number => counts.get(label.id) ?? 0;
    return found.toSorted((a, b) => count(b) - count(a));
  });
  readonly shown: readonly Label[] = $derived(
    this.#found.slice(0, SHOWN_LABELS),
  );

  constructor(source: Source) {
    this.#source = source;
  }

  get labels(): readonly Label[] {
    return this.#source.labels();
  }

  get text(): string {
    return this.#text;
  }
  set text(text: string) {
    this.#text = text;
    this.#at = null;
  }

  /** Labels that match and are not shown. */
  get more(): number {
    return this.#found.length - this.shown.length;
  }

  /** The one that Enter takes: the best match, unless the arrow keys chose another. */
  get active(): Label | null {
    const first = this.#text.trim() === "" ? -1 : 0;
    return this.shown[this.#at ?? first] ?? null;
  }

  /** The next label becomes the active one, or the one before; round the ends. */
  move(step: 1 | -1): void {
    const { length } = this.shown;
    if (length === 0) return;
    const at = this.active ? this.shown.indexOf(this.active) : -1;
    this.#at = at < 0 && step < 0 ? length - 1 : (at + step + length) % length;
  }
}
