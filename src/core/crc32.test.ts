import { expect, test } from "vitest";
import { crc32 } from "./crc32.ts";

const bytes = new TextEncoder().encode(
  "The quick brown fox jumps over the lazy dog",
);

test("agrees with the published values", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  expect(crc32(bytes)).toBe(0x414fa339);
  expect(crc32(new Uint8Array())).toBe(0);
});

test("goes on from any place", () => {
  for (let at = 0; at <= bytes.length; at += 1)
    expect(crc32(bytes.subarray(at), crc32(bytes.subarray(0, at)))).toBe(
      0x414fa339,
    );
});
