import { expect, it } from "vitest";
import { ReadAhead } from "./read-ahead.ts";

/** A file that counts how often it is read. */
function counted(bytes: number): { file: Blob; reads: () => number } {
  let reads = 0;
  class Counted extends Blob {
    override slice(start?: number, end?: number): Blob {
      reads += 1;
      return super.slice(start, end);
    }
  }
  const content = Uint8Array.from({ length: bytes }, (_, i) => i % 251);
  return { file: new Counted([content]), reads: () => reads };
}

it("reads neighbours in one piece", async () => {
  const { file, reads } = counted(500_000);
  const ahead = new ReadAhead(file);
  for (let at = 0; at < 500_000; at += 10_000) {
    const bytes = await ahead.read(at, 9_990);
    expect(bytes).toHaveLength(9_990);
    expect([bytes[0], bytes[9_989]]).toEqual([at % 251, (at + 9_989) % 251]);
  }
  expect(reads()).toBe(1);
});

it("reads no more than asked for when it is read back and forth", async () => {
  const { file } = counted(500_000);
  const ahead = new ReadAhead(file, 20_000);
  await ahead.read(0, 10);
  for (const at of [400_000, 100_000, 300_000]) {
    const bytes = await ahead.read(at, 10);
    expect(bytes[0]).toBe(at % 251);
    expect(bytes.buffer.byteLength).toBe(10);
  }
});

it("gives what there is at the end of the file", async () => {
  const ahead = new ReadAhead(new Blob([new Uint8Array([1, 2, 3])]));
  expect([...(await ahead.read(1, 100))]).toEqual([2, 3]);
  expect([...(await ahead.read(3, 100))]).toEqual([]);
});
