/** Which texts were seen, in 12 bytes a text: a million of them must not fill the memory. */
import type { BlobHash } from "#core/ids.ts";

const FREE = -1;

/** The first 52 bits of a hash: two of a million texts share them once in some 9,000 imports. */
const keyOf = (hash: BlobHash): number =>
  Number.parseInt(hash.slice(0, 13), 16);

/** Hash -> small whole number, by open addressing. */
export class TextKeys {
  #keys = new Float64Array(1024).fill(FREE);
  #values = new Int32Array(1024);
  #size = 0;

  /** @returns the value that the text has already, or null when it is new and now has `value`. */
  add(hash: BlobHash, value: number): number | null {
    const key = keyOf(hash);
    const at = this.#placeOf(key);
    if (this.#keys[at] === key) return this.#values[at] ?? null;
    this.#keys[at] = key;
    this.#values[at] = value;
    this.#size += 1;
    if (this.#size * 2 > this.#keys.length) this.#grow();
    return null;
  }

  #placeOf(key: number): number {
    const mask = this.#keys.length - 1;
    let at = (key / 2 ** 20) & mask;
    while (this.#keys[at] !== FREE && this.#keys[at] !== key)
      at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(keys.length * 2).fill(FREE);
    this.#values = new Int32Array(keys.length * 2);
    keys.forEach((key, i) => {
      if (key === FREE) return;
      const at = this.#placeOf(key);
      this.#keys[at] = key;
      this.#values[at] = values[i] ?? 0;
    });
  }
}
