/** Hash routes: they work offline, on any static host, and survive a reload. */
export function href(path: string): string {
  return `#${path}`;
}

class Router {
  #hash = $state.raw("");
  #path = $derived(
    (this.#hash.split("?")[0] || "/").replace(/\/+$/, "") || "/",
  );
  #query = $derived(
    Object.fromEntries(new URLSearchParams(this.#hash.split("?")[1] ?? "")),
  );

  constructor() {
    if (typeof window === "undefined") return;
    this.#read();
    window.addEventListener("hashchange", this.#read);
  }

  readonly #read = (): void => {
    const hash = window.location.hash.replace(/^#/, "");
    try {
      this.#hash = decodeURI(hash);
    } catch {
      // A stray percent sign, typed or cut off: no page has such an address.
      this.#hash = hash;
    }
  };

  /** `/datasets/abc` */
  get path(): string {
    return this.#path;
  }

  get query(): Readonly<Record<string, string>> {
    return this.#query;
  }
}

export const router = new Router();

export function navigate(
  path: string,
  options: { readonly replace?: boolean } = {},
): void {
  if (options.replace) {
    window.history.replaceState(null, "", href(path));
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    window.location.hash = path;
  }
}
