/** The last errors, kept in memory and in local storage, for the user to save. Nothing is sent. */
import { toErrorRecord } from "#core/errors.ts";

const KEY = "gleaner-errors";
const MOST = 200;

interface LoggedError {
  readonly at: number;
  readonly code: string;
  readonly message: string;
  readonly stack: string;
}

function read(): LoggedError[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as LoggedError[];
  } catch {
    return [];
  }
}

export function noteError(error: unknown): void {
  const { code, message } = toErrorRecord(error);
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  try {
    localStorage.setItem(
      KEY,
      JSON.stringify(
        [...read(), { at: Date.now(), code, message, stack }].slice(-MOST),
      ),
    );
  } catch {
    // A full or forbidden local storage loses the log, never the work.
  }
}

export function errorLog(): readonly LoggedError[] {
  return read();
}
