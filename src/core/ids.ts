import type { Brand } from "./brand.ts";

export type DatasetId = Brand<string, "DatasetId">;
export type SampleId = Brand<string, "SampleId">;
export type LabelingJobId = Brand<string, "LabelingJobId">;
export type LabelId = Brand<string, "LabelId">;
export type StepId = Brand<string, "StepId">;
export type VersionId = Brand<string, "VersionId">;
export type JobId = Brand<string, "JobId">;
export type ProjectId = Brand<string, "ProjectId">;
export type ModelId = Brand<string, "ModelId">;
export type ServiceId = Brand<string, "ServiceId">;
export type TraceId = Brand<string, "TraceId">;
/** A file of the storage that holds many small ones. */
export type PackId = Brand<string, "PackId">;

/** SHA-256 of a file's bytes, 64 lower-case hex digits; of a text `text-` and that of its UTF-8 form. */
export type BlobHash = Brand<string, "BlobHash">;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 12;
let last = "";

function timePart(ms: number): string {
  let text = "";
  for (let left = ms, i = 0; i < TIME_DIGITS; i += 1) {
    text = (ALPHABET[left % 32] ?? "0") + text;
    left = Math.floor(left / 32);
  }
  return text;
}

function randomPart(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_DIGITS));
  return Array.from(bytes, (byte) => ALPHABET[byte % 32]).join("");
}

/** The text after `text` in the alphabet's order, so that ids of one millisecond stay ascending. */
function increment(text: string): string {
  const digits = [...text];
  for (let i = digits.length - 1; i >= 0; i -= 1) {
    const value = ALPHABET.indexOf(digits[i] ?? "0");
    digits[i] = ALPHABET[(value + 1) % 32] ?? "0";
    if (value < 31) break;
  }
  return digits.join("");
}

/**
 * A new id, 22 characters of Crockford base 32: 10 of time, 12 random. Ids made in one
 * thread sort by the order of their making, as in a monotonic ULID (github.com/ulid/spec).
 */
export function newId<Id extends string>(nowMs: number = Date.now()): Id {
  const time = timePart(nowMs);
  last = last.startsWith(time)
    ? time + increment(last.slice(TIME_DIGITS))
    : time + randomPart();
  return last as Id;
}
