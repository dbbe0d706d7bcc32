/** Short messages at the edge of the screen, and the one funnel for errors nobody else handled. */
import { AppError, isCancelled, toAppError } from "#core/errors.ts";
import { m } from "#messages/messages.ts";
import { noteError } from "./error-log.ts";

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: "info" | "success" | "error";
  readonly action?:
    { readonly label: string; readonly run: () => void } | undefined;
}

const SHOWN_MS = 6000;

class Toasts {
  #list = $state.raw<readonly Toast[]>([]);
  #next = 1;

  get list(): readonly Toast[] {
    return this.#list;
  }

  /** Errors stay until they are closed; the rest goes by itself. */
  show({
    text,
    kind = "info",
    action,
  }: {
    text: string;
    kind?: Toast["kind"];
    action?: Toast["action"];
  }): void {
    const id = this.#next;
    this.#next += 1;
    this.#list = [
      ...this.#list.filter((toast) => toast.text !== text).slice(-3),
      { id, text, kind, action },
    ];
    if (kind !== "error") setTimeout(() => this.close(id), SHOWN_MS);
  }

  readonly close = (id: number): void => {
    this.#list = this.#list.filter((toast) => toast.id !== id);
  };
}

export const toasts = new Toasts();

/** Tells the user and keeps the error for the log; a cancellation is told nowhere. */
export function reportError(error: unknown): void {
  if (isCancelled(error)) return;
  const known = toAppError(error);
  noteError(error instanceof AppError && error.cause ? error.cause : known);
  toasts.show({ text: m.said.error(known), kind: "error" });
}
