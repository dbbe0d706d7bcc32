/** What the app found when it opened: lost data, a newer version. */
import { markDatabaseUsed } from "#storage/health.ts";
import { startApp } from "./start.ts";
import { reportError } from "./toasts.svelte.ts";

class AppStart {
  #dataGone = $state.raw(false);
  #waiting = $state.raw<ServiceWorker | null>(null);
  #online = $state.raw(true);

  get dataGone(): boolean {
    return this.#dataGone;
  }

  /** A new version waits; it never takes over by itself, for an edit may be under way. */
  get hasUpdate(): boolean {
    return this.#waiting !== null;
  }

  get online(): boolean {
    return this.#online;
  }

  readonly begin = async (): Promise<void> => {
    this.#online = navigator.onLine;
    window.addEventListener("online", () => (this.#online = true));
    window.addEventListener("offline", () => (this.#online = false));
    try {
      this.#dataGone = (await startApp()).dataGone;
    } catch (error) {
      reportError(error);
    }
  };

  /** The user knows that the data is gone. */
  readonly forget = (): void => {
    markDatabaseUsed(false);
    this.#dataGone = false;
  };

  readonly watch = (registration: ServiceWorkerRegistration): void => {
    const note = (): void => {
      if (registration.waiting && navigator.serviceWorker.controller)
        this.#waiting = registration.waiting;
    };
    note();
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", note);
    });
  };

  readonly update = (): void => {
    navigator.serviceWorker.addEventListener(
      "controllerchange",
      () => location.reload(),
      { once: true },
    );
    this.#waiting?.postMessage({ type: "SKIP_WAITING" });
  };
}

export const appStart = new AppStart();
