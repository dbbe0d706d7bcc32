/** Numbers of labels, from 0, in the order that the user gave them. */
export class ClassList {
  readonly #numbers = new Map<string, number>();

  constructor(names: readonly string[]) {
    for (const name of names) this.numberOf(name);
  }

  /** A name that is not in the list comes last. */
  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(name, number);
    return number;
  }

  get names(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}
