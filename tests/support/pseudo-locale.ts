/** A second locale: every text of English in brackets, so that one written elsewhere shows. */
import type { Messages } from "#messages/messages.ts";

type Words = (...given: unknown[]) => unknown;

function bracketed(value: unknown): unknown {
  if (typeof value === "string") return `⟦${value}⟧`;
  if (typeof value === "function")
    return (...given: unknown[]): unknown =>
      bracketed((value as Words)(...given));
  if (Array.isArray(value)) return value.map(bracketed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [key, bracketed(own)]),
  );
}

export const pseudoLocale = (english: Messages): Messages =>
  bracketed(english) as Messages;

/** What of a text stands outside all brackets. */
export function outsideBrackets(text: string): string {
  let depth = 0;
  let outside = "";
  for (const sign of text) {
    if (sign === "⟦") depth += 1;
    else if (sign === "⟧") depth -= 1;
    else if (depth === 0) outside += sign;
  }
  return outside;
}
