import { execFileSync } from "node:child_process";
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { ArchiveWriter } from "#formats/zip-write.ts";

const PIECE = 16 * 1024 * 1024;
const LARGE = 4.5 * 1024 ** 3;

// The checksum of gigabytes takes longer than all other tests; places and sizes are what is tested.
vi.mock("#core/crc32.ts", async (original) => {
  const { crc32 } = await original<typeof import("#core/crc32.ts")>();
  return {
    crc32: (bytes: Uint8Array<ArrayBuffer>, start?: number) =>
      bytes.length === PIECE ? 0 : crc32(bytes, start),
  };
});

const zeros = new Uint8Array(PIECE);

/** A file of zeros that are made when they are read. */
function sparseFile(size: number): Blob {
  return {
    size,
    slice: (from: number, to: number) => ({
      arrayBuffer: async () =>
        to - from === PIECE
          ? zeros.buffer
          : new ArrayBuffer(Math.min(to, size) - from),
    }),
  } as unknown as Blob;
}

function has(program: string): boolean {
  try {
    execFileSync(program, ["--help"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!has("python3") || !has("unzip"))(
  "an entry of more than 4 GiB, and one behind it, are found by Python and unzip",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "zip-large-"));
    const path = join(folder, "large.zip");
    const file = openSync(path, "w");
    let at = 0;
    const target = new WritableStream<Uint8Array>({
      write(chunk) {
        if (chunk.length !== PIECE) writeSync(file, chunk, 0, chunk.length, at);
        at += chunk.length;
        ftruncateSync(file, at);
      },
    });
    try {
      const writer = new ArchiveWriter(target);
      await writer.addText("first.txt", "before");
      await writer.addFile("large.bin", sparseFile(LARGE));
      await writer.addText("猫/last.txt", "behind");
      await writer.close();
      closeSync(file);
      const code = [
        "import json, sys, zipfile",
        "z = zipfile.ZipFile(sys.argv[1])",
        "print(json.dumps([[i.filename, i.file_size, i.compress_size, i.header_offset > 2**32] for i in z.infolist()] + [z.read('猫/last.txt').decode()]))",
      ].join("\n");
      const found = execFileSync("python3", ["-c", code, path], {
        encoding: "utf8",
      });
      expect(JSON.parse(found)).toEqual([
        ["first.txt", 6, 6, false],
        ["large.bin", LARGE, LARGE, false],
        ["猫/last.txt", 6, 6, true],
        "behind",
      ]);
      const run = (...args: string[]): string =>
        execFileSync("unzip", args, {
          encoding: "utf8",
          env: { ...process.env, LC_ALL: "C.UTF-8" },
        });
      expect(run("-p", path, "*last.txt")).toBe("behind");
      expect(run("-l", path)).toContain(String(LARGE));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
