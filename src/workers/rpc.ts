/**
 * Comlink as we use it: errors keep their code and detail across threads, and an AbortSignal
 * travels as a port. Call `installTransferHandlers` once on both sides, before the first call.
 */
import { transferHandlers } from "comlink";
import { AppError, toAppError, type ErrorRecord } from "#core/errors.ts";

interface ThrownValue {
  readonly value: unknown;
}

const THROW = "throw";

export function installTransferHandlers(): void {
  const stock = transferHandlers.get(THROW);
  if (!stock) throw new AppError("bug", "Comlink has no throw handler");
  transferHandlers.set(THROW, {
    canHandle: stock.canHandle.bind(stock),
    serialize: (thrown) => {
      const error = toAppError((thrown as ThrownValue).value);
      const record = {
        code: error.code,
        message: error.message,
        detail: error.detail,
        stack: error.stack,
      };
      return [record, []];
    },
    deserialize: (data: unknown) => {
      const record = data as ErrorRecord & { readonly stack?: string };
      const error = new AppError(record.code, record.message, record.detail);
      if (record.stack) error.stack = record.stack;
      throw error;
    },
  });
  transferHandlers.set("signal", {
    canHandle: (value: unknown): value is AbortSignal =>
      value instanceof AbortSignal,
    serialize: (signal: AbortSignal) => {
      const { port1, port2 } = new MessageChannel();
      if (signal.aborted) port1.postMessage("abort");
      else
        signal.addEventListener("abort", () => port1.postMessage("abort"), {
          once: true,
        });
      return [port2, [port2]];
    },
    deserialize: (port: unknown) => {
      const controller = new AbortController();
      (port as MessagePort).onmessage = () => controller.abort();
      return controller.signal;
    },
  });
}
