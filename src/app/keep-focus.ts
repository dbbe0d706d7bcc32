/** Where keys go on from when what they were on is gone: what held it, or the heading of the page. */
export class FocusKeeper {
  readonly #main: HTMLElement;
  /** What had the focus in the page, and what held that, up to the page itself. */
  #holders: readonly HTMLElement[] = [];
  /** The page that comes has no heading yet. */
  #waits = false;

  constructor(main: HTMLElement) {
    this.#main = main;
  }

  /** Another page: its heading is read out, and Tab goes on from there. */
  toHeading(): void {
    this.#main.focus({ preventScroll: true });
    this.#waits = true;
    this.#mend();
  }

  /** @returns what ends it. */
  watch(): () => void {
    const main = this.#main;
    const listening = new AbortController();
    const { signal } = listening;
    main.addEventListener("focusin", this.#remember, { signal });
    // Who points elsewhere has left it on purpose.
    window.addEventListener("pointerdown", () => (this.#holders = []), {
      capture: true,
      signal,
    });
    const observer = new MutationObserver(this.#mend);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      listening.abort();
      observer.disconnect();
    };
  }

  readonly #remember = ({ target }: FocusEvent): void => {
    this.#waits = this.#waits && target === this.#main;
    const holders: HTMLElement[] = [];
    for (
      let element = target instanceof HTMLElement ? target : null;
      element && element !== this.#main;
      element = element.parentElement
    )
      holders.push(element);
    this.#holders = [...holders, this.#main];
  };

  readonly #mend = (): void => {
    const active = document.activeElement;
    if (this.#waits && active === this.#main) {
      const heading = this.#main.querySelector("h1");
      if (heading) focusOn(heading);
    } else if (active === document.body && !this.#holders[0]?.isConnected) {
      const left = this.#holders.find(({ isConnected }) => isConnected);
      if (left === this.#main) this.toHeading();
      else if (left) focusOn(left);
    }
  };
}

function focusOn(element: HTMLElement): void {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
