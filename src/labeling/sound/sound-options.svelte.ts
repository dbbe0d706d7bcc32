/** How a person likes to work with recordings on this device: kept in local storage. */
const PLAYS = "gleaner-sound-plays";
const CONFIRMS = "gleaner-sound-confirms";

function stored(key: string, otherwise: boolean): boolean {
  try {
    const text = localStorage.getItem(key);
    return text === null ? otherwise : text === "true";
  } catch {
    return otherwise;
  }
}

function keep(key: string, value: boolean): void {
  try {
    localStorage.setItem(key, String(value));
  } catch {
    // The choice holds until the page is closed.
  }
}

export class SoundOptions {
  #plays = $state(stored(PLAYS, true));
  #confirms = $state(stored(CONFIRMS, false));

  /** A recording plays as soon as it has the focus. */
  get plays(): boolean {
    return this.#plays;
  }

  set plays(value: boolean) {
    this.#plays = value;
    keep(PLAYS, value);
  }

  /** Whoever presses the key of a label is asked. Source: data management 11.11. */
  get confirms(): boolean {
    return this.#confirms;
  }

  set confirms(value: boolean) {
    this.#confirms = value;
    keep(CONFIRMS, value);
  }
}
