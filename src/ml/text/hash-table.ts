/** 32-bit hashes -> places 0, 1, 2 ... in the order they first came in, by open addressing. */
export class HashTable {
  /** 0 = free; no feature has that hash. */
  #keys = new Uint32Array(1 << 12);
  #places = new Int32Array(1 << 12);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** -1 when it is not there. */
  find(hash: number): number {
    const at = this.#slot(hash);
    return this.#keys[at] === hash ? (this.#places[at] ?? -1) : -1;
  }

  /** Its place, a new one when it is not there. */
  add(hash: number): number {
    const at = this.#slot(hash);
    if (this.#keys[at] === hash) return this.#places[at] ?? -1;
    const place = this.#size;
    this.#keys[at] = hash;
    this.#places[at] = place;
    this.#size += 1;
    if (this.#size * 2 > this.#keys.length) this.#grow();
    return place;
  }

  #slot(hash: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let at = hash & mask;
    while (keys[at] !== 0 && keys[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [keys, places] = [this.#keys, this.#places];
    this.#keys = new Uint32Array(keys.length * 2);
    this.#places = new Int32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] ?? 0;
      if (key === 0) continue;
      const at = this.#slot(key);
      this.#keys[at] = key;
      this.#places[at] = places[i] ?? 0;
    }
  }
}
