/**
 * The one error class. The code says who can act:
 * - `format`: the user's file, line or field is wrong
 * - `unsupported`: valid, but not by us or by this browser
 * - `storage`: quota, blocked upgrade, closed database
 * - `network`: object store, CORS, offline
 * - `model`: device lost, out of memory, NaN loss, wrong model file
 * - `cancelled`: stopped by the user or by a newer request; shown nowhere
 * - `bug`: an invariant of ours broke
 */
export type ErrorCode =
  | "format"
  | "unsupported"
  | "storage"
  | "network"
  | "model"
  | "cancelled"
  | "bug";

/** Plain data: it is cloned across threads and stored in job rows. */
export type ErrorDetail = Readonly<
  Record<string, string | number | boolean | null>
>;

export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  /** @param message subject, rule, value: "`usage` must be TRAIN or EVAL, but is `foo`". */
  constructor(
    code: ErrorCode,
    message: string,
    detail: ErrorDetail = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.detail = detail;
  }
}

export function isCancelled(error: unknown): boolean {
  return (
    (error instanceof AppError && error.code === "cancelled") ||
    (error instanceof DOMException && error.name === "AbortError")
  );
}

/** Any thrown value as an AppError; what is not one of ours is a `bug` (aborts are `cancelled`). */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isCancelled(error))
    return new AppError("cancelled", "Stopped", {}, { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new AppError("bug", message, {}, { cause: error });
}

/** An AppError as plain data, for job rows, logs and messages between threads. */
export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail: ErrorDetail;
}

export function toErrorRecord(error: unknown): ErrorRecord {
  const { code, message, detail } = toAppError(error);
  return { code, message, detail };
}

export function assertNever(value: never): never {
  throw new AppError("bug", `Unexpected value ${JSON.stringify(value)}`);
}
