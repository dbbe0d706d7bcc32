import { expect, test } from "vitest";
import { decodeText } from "./decode-text.ts";

const bytes = (...values: number[]) => new Uint8Array(values);

test.each([
  ["UTF-8", new TextEncoder().encode("猫\n"), "猫\n"],
  ["UTF-8 with a mark", bytes(0xef, 0xbb, 0xbf, 0x61), "a"],
  ["UTF-16", bytes(0xff, 0xfe, 0x2b, 0x73, 0x0a, 0x00), "猫\n"],
  ["UTF-16, high byte first", bytes(0xfe, 0xff, 0x73, 0x2b), "猫"],
  ["GBK", bytes(0xc3, 0xa8, 0x0d, 0x0a, 0xb9, 0xb7), "猫\r\n狗"],
  ["Western", bytes(0x63, 0x61, 0x66, 0xe9, 0x0a), "café\n"],
  ["Western between letters", bytes(0x47, 0xfc, 0x72, 0x6b), "Gürk"],
  ["nothing", bytes(), ""],
])("%s is read", (_, content, text) => {
  expect(decodeText(content)).toBe(text);
});
