/** The elements of an EBML file, those that hold others opened. Source: RFC 8794, 4 to 6. */
import { FileWindow } from "./file-window.ts";

/** Id and size have at most 4 and 8 bytes. */
const HEAD = 12;

export interface Element {
  readonly id: number;
  /** Its bytes, where it does not hold others, up to a limit. They hold until the next is asked for. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** A number that tells its own length. */
interface Varying {
  readonly length: number;
  /** With the bits that tell the length. */
  readonly whole: number;
  /** Without them; null where all bits are set. */
  readonly value: number | null;
}

const numberOf = (bytes: Uint8Array, first: number): number =>
  bytes.reduce((sum, byte) => sum * 256 + byte, first);

/** @returns null where none begins. */
export function varyingAt(bytes: Uint8Array, at: number): Varying | null {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || at + length > bytes.length) return null;
  const others = bytes.subarray(at + 1, at + length);
  // A number of eight bytes is exact without its first bit only.
  const mask = 0xff >> length;
  const isFull =
    (first & mask) === mask && others.every((byte) => byte === 0xff);
  return {
    length,
    whole: numberOf(others, first),
    value: isFull ? null : numberOf(others, first & mask),
  };
}

/**
 * Elements in the order of the file, without a tree: after each opened one come those that it holds.
 * Ends where the file is damaged.
 * @param opened ids of those that hold others. @param most bytes of data of the others.
 */
export async function* elementsOf(
  file: Blob,
  opened: ReadonlySet<number>,
  most: number,
): AsyncGenerator<Element> {
  const window = new FileWindow(file);
  for (let at = 0; at < window.size;) {
    const head = await window.read(at, HEAD);
    const id = varyingAt(head, 0);
    const size = id && varyingAt(head, id.length);
    if (!size) return;
    at += id.length + size.length;
    const isOpened = opened.has(id.whole);
    // Only what holds others may be without an end yet, while it is recorded.
    if (!isOpened && size.value === null) return;
    const own = isOpened ? 0 : (size.value ?? 0);
    const data = await window.read(at, Math.min(own, most));
    yield { id: id.whole, data };
    at += own;
  }
}
