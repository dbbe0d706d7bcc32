/** One recording at a time, played by the browser. */
export interface PlayedSound {
  /** Says which it is: the same key is not opened again. */
  readonly key: string;
  readonly file: () => Promise<Blob>;
  /** What every browser plays, made when the file itself is refused. */
  readonly copy: () => Promise<Blob>;
}

/** Shares of the normal speed. */
const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 4] as const;

export class SoundPlayer {
  readonly #element = new Audio();
  readonly #listeners = new AbortController();
  #sound: PlayedSound | null = null;
  #url: string | null = null;
  #frame = 0;
  #wantsToPlay = false;
  #isCopy = false;
  #isPlaying = $state(false);
  #hasFailed = $state(false);
  #time = $state(0);
  #seconds = $state(0);
  #speed = $state<number>(1);
  #loops = $state(false);

  constructor() {
    const { signal } = this.#listeners;
    const on = (event: string, heard: () => void): void =>
      this.#element.addEventListener(event, heard, { signal });
    on("play", () => this.#follow());
    on("pause", () => (this.#isPlaying = false));
    on("seeked", () => (this.#time = this.#element.currentTime));
    on("durationchange", () => {
      const { duration } = this.#element;
      this.#seconds = Number.isFinite(duration) ? duration : 0;
    });
    on("error", () => void this.#refused());
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** Neither the file nor a copy of it can be played. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Where it is, in seconds. */
  get time(): number {
    return this.#time;
  }

  /** How long it is; 0 while that is not known. */
  get seconds(): number {
    return this.#seconds;
  }

  /** Share of the normal speed; the pitch stays. */
  get speed(): number {
    return this.#speed;
  }

  get loops(): boolean {
    return this.#loops;
  }

  /** Takes the place of what was open. @param plays begins at once, where the browser lets it. */
  async open(sound: PlayedSound, plays: boolean): Promise<void> {
    if (sound.key !== this.#sound?.key) {
      this.stop();
      this.#sound = sound;
      this.#isCopy = false;
      this.#wantsToPlay = plays;
      await this.#load(sound, sound.file);
    } else if (plays) this.play();
  }

  /** Nothing is open any more. */
  stop(): void {
    this.#element.pause();
    this.#sound = null;
    this.#release();
    this.#time = 0;
    this.#seconds = 0;
    this.#hasFailed = false;
    this.#wantsToPlay = false;
  }

  play(): void {
    if (!this.#url) this.#wantsToPlay = true;
    // Before the first touch of the page browsers refuse; the button is there.
    else this.#element.play().catch(() => (this.#isPlaying = false));
  }

  toggle(): void {
    if (this.#isPlaying) this.#element.pause();
    else this.play();
  }

  /** @param time in seconds; cut to the recording. */
  seek(time: number): void {
    const to = Math.max(0, Math.min(this.#seconds, time));
    this.#element.currentTime = to;
    this.#time = to;
  }

  /** @param steps of the speeds offered, negative = slower. */
  changeSpeed(steps: number): void {
    const at = SPEEDS.findIndex((speed) => speed === this.#speed);
    const next = Math.max(0, Math.min(SPEEDS.length - 1, at + steps));
    this.#speed = SPEEDS[next] ?? 1;
    this.#element.playbackRate = this.#speed;
  }

  toggleLoop(): void {
    this.#loops = !this.#loops;
    this.#element.loop = this.#loops;
  }

  /** For good. */
  close(): void {
    this.stop();
    this.#listeners.abort();
  }

  async #load(sound: PlayedSound, read: () => Promise<Blob>): Promise<void> {
    try {
      const file = await read();
      if (this.#sound !== sound) return;
      this.#release();
      this.#url = URL.createObjectURL(file);
      this.#element.src = this.#url;
      this.#element.playbackRate = this.#speed;
      this.#element.loop = this.#loops;
      if (this.#wantsToPlay) this.play();
    } catch {
      if (this.#sound === sound) this.#hasFailed = true;
    }
  }

  async #refused(): Promise<void> {
    const sound = this.#sound;
    if (!sound || !this.#url) return;
    if (this.#isCopy) this.#hasFailed = true;
    else {
      this.#isCopy = true;
      await this.#load(sound, sound.copy);
    }
  }

  /** The time is shown for every frame: the browser tells it four times a second only. */
  #follow(): void {
    this.#isPlaying = true;
    cancelAnimationFrame(this.#frame);
    const step = (): void => {
      this.#time = this.#element.currentTime;
      if (this.#isPlaying) this.#frame = requestAnimationFrame(step);
    };
    step();
  }

  #release(): void {
    cancelAnimationFrame(this.#frame);
    if (!this.#url) return;
    this.#element.removeAttribute("src");
    URL.revokeObjectURL(this.#url);
    this.#url = null;
  }
}
