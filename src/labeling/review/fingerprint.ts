import { textNumber } from "#core/text-number.ts";

/**
 * A number that tells one annotation from another, so that 100,000 of them need not be kept to see
 * later which have changed.
 */
export const fingerprint = (annotation: unknown): number =>
  textNumber(JSON.stringify(annotation) ?? "");
