import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "#core/errors.ts";
import { errorLog } from "./error-log.ts";
import { toasts } from "./toasts.svelte.ts";
import { watchUncaught } from "./uncaught.ts";

// Not the real window: there, an uncaught error fails the test that dispatches it.
const target = new EventTarget();
let stop: () => void;

beforeEach(() => {
  localStorage.removeItem("gleaner-errors");
  for (const { id } of toasts.list) toasts.close(id);
  stop = watchUncaught(target as Window);
});
afterEach(() => stop());

const shown = () => toasts.list.map(({ text }) => text);
const logged = () => errorLog().map(({ message }) => message);

test("an uncaught error is shown, and kept in the log with its stack", () => {
  const error = new Error("The canvas is gone");
  target.dispatchEvent(new ErrorEvent("error", { error, message: "x" }));
  expect(shown()).toEqual(["The canvas is gone"]);
  expect(logged()).toEqual(["The canvas is gone"]);
  expect(errorLog()[0]?.stack).toContain("uncaught.svelte.test");
});

test("so is an unhandled rejection, but no cancellation", () => {
  const promise = Promise.resolve();
  const reject = (reason: unknown) => {
    target.dispatchEvent(
      new PromiseRejectionEvent("unhandledrejection", { promise, reason }),
    );
  };
  reject(new AppError("cancelled", "Stopped"));
  expect(shown()).toEqual([]);
  reject(new AppError("storage", "No space"));
  expect(shown()).toEqual(["No space"]);
  expect(logged()).toEqual(["No space"]);
});

test("an error without an object still says its message; a late layout says nothing", () => {
  target.dispatchEvent(
    new ErrorEvent("error", {
      message: "ResizeObserver loop completed with undelivered notifications.",
    }),
  );
  expect(shown()).toEqual([]);
  target.dispatchEvent(new ErrorEvent("error", { message: "Script error." }));
  expect(shown()).toEqual(["Script error."]);
});
