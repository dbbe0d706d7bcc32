/** The few checks that untrusted annotations need. Each throws AppError('format') with the path. */
import { AppError } from "#core/errors.ts";

type Fields = Readonly<Record<string, unknown>>;

export function refuse(path: string, rule: string, value: unknown): never {
  throw new AppError("format", `\`${path}\` must be ${rule}`, {
    path,
    value: (JSON.stringify(value) ?? "undefined").slice(0, 200),
  });
}

export function parseObject(value: unknown, path: string): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : refuse(path, "an object", value);
}

export function parseList<T>(
  value: unknown,
  path: string,
  parseEntry: (entry: unknown, path: string) => T,
): T[] {
  if (!Array.isArray(value)) return refuse(path, "a list", value);
  return value.map((entry: unknown, i) =>
    parseEntry(entry, `${path}[${String(i)}]`),
  );
}

export function parseText(value: unknown, path: string): string {
  return typeof value === "string" && value !== ""
    ? value
    : refuse(path, "a text that is not empty", value);
}

export function parseFlag(value: unknown, path: string): boolean {
  return typeof value === "boolean"
    ? value
    : refuse(path, "true or false", value);
}

export function parseNumber(value: unknown, path: string): number {
  return typeof value === "number" && Number.isFinite(value)
    ? value
    : refuse(path, "a number", value);
}

/** 0-1, or null. */
export function parseShare(value: unknown, path: string): number | null {
  if (value === null) return null;
  const number = parseNumber(value, path);
  return number >= 0 && number <= 1 ? number : refuse(path, "0 to 1", value);
}
