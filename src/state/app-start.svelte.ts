/** What the app found when it opened: lost data, a newer version. */
import { beginFreshLog } from "#storage/fresh-log.ts";
import { expectedDatabaseGone, markDatabaseUsed } from "#storage/health.ts";
import { watchRefusals } from "#storage/patient-dexie.ts";
import { noteError } from "./error-log.ts";
import { reportError } from "./toasts.svelte.ts";

/** What the first screen reads has come by then. */
const SETTLED_MS = 400;

class AppStart {
  #dataGone = $state.raw(false);
  #waiting = $state.raw<ServiceWorker | null>(null);
  #online = $state.raw(true);
  #onlineOnly = $state.raw(false);
  #isDiskFull = $state.raw(false);
  #isTakenUp = false;

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

  /** The device takes no byte more; what is to be saved waits until it does. */
  get isDiskFull(): boolean {
    return this.#isDiskFull;
  }

  /** The service worker could not be installed: the app opens only with a network here. */
  get onlineOnly(): boolean {
    return this.#onlineOnly;
  }

  /** The user knows that the app needs a network in this browser. */
  readonly acceptOnlineOnly = (): void => {
    this.#onlineOnly = false;
  };

  /** Installs the service worker at `url`, which keeps the app ready without a network. */
  readonly goOffline = async (url: string): Promise<void> => {
    try {
      // Absent in private windows of some browsers, and on addresses without TLS.
      this.watch(
        await navigator.serviceWorker.register(url, { type: "module" }),
      );
    } catch (error) {
      noteError(error);
      this.#onlineOnly = true;
    }
  };

  readonly begin = async (): Promise<void> => {
    // Before the first write. Where there is no database, the next question to it tells.
    void beginFreshLog().catch(noteError);
    watchRefusals((isRefused) => (this.#isDiskFull = isRefused));
    this.#online = navigator.onLine;
    window.addEventListener("online", () => (this.#online = true));
    window.addEventListener("offline", () => (this.#online = false));
    try {
      this.#dataGone = await expectedDatabaseGone();
    } catch (error) {
      reportError(error);
    }
  };

  /** Takes up what a killed tab left: once there is something to see, for it needs much code. */
  readonly takeUp = async (): Promise<void> => {
    if (this.#isTakenUp) return;
    this.#isTakenUp = true;
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    try {
      await (await import("./start.ts")).startApp();
    } catch (error) {
      reportError(error);
    }
  };

  /** The user knows that the data is gone. */
  readonly forget = (): void => {
    markDatabaseUsed(false);
    this.#dataGone = false;
  };

  /** Offers a newer version as soon as one waits. */
  readonly watch = (registration: ServiceWorkerRegistration): void => {
    const note = (): void => {
      if (registration.waiting?.state === "installed")
        this.#waiting = registration.waiting;
    };
    if (registration.active) note();
    registration.addEventListener("updatefound", () => {
      // The first version of all passes the same states, and is no update.
      if (registration.active)
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
