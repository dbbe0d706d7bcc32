/** Errors that nobody caught: into the log, and as a notice, so that nothing fails in silence. */
import { reportError } from "./toasts.svelte.ts";

/** Browsers tell of a layout that took two frames as an error of the window; nothing is wrong then. */
const HARMLESS = /^ResizeObserver loop/;

/** Reports uncaught errors and rejections of `target` until the returned function is called. */
export function watchUncaught(target: Window): () => void {
  const thrown = (event: ErrorEvent): void => {
    if (HARMLESS.test(event.message)) return;
    reportError(event.error ?? new Error(event.message));
  };
  const rejected = (event: PromiseRejectionEvent): void =>
    reportError(event.reason);
  target.addEventListener("error", thrown);
  target.addEventListener("unhandledrejection", rejected);
  return () => {
    target.removeEventListener("error", thrown);
    target.removeEventListener("unhandledrejection", rejected);
  };
}
