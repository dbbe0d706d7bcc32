import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  openAsBlob,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Problem } from "#core/problems.ts";
import { seededRandom } from "#core/random.ts";
import { isZip, readZip } from "./zip-read.ts";
import { centralHeader, endRecords } from "./zip-records.ts";
import { ArchiveWriter } from "./zip-write.ts";

const scratch = mkdtempSync(join(tmpdir(), "gleaner-zip-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const hasUnzip = spawnSync("unzip", ["-v"]).status === 0;

interface Listing {
  readonly names: string[];
  readonly rules: string[];
  readonly texts: string[];
}

async function listing(archive: Blob, reads = true): Promise<Listing> {
  const problems: Problem[] = [];
  const names: string[] = [];
  const texts: string[] = [];
  for await (const file of readZip(archive, "a.zip", (p) => problems.push(p))) {
    names.push(file.path);
    if (reads)
      texts.push(
        await file.read().then(
          (blob) => blob.text(),
          (error: unknown) => `! ${String(error)}`,
        ),
      );
  }
  return { names, texts, rules: problems.map(({ rule }) => rule) };
}

async function archive(
  add: (writer: ArchiveWriter) => Promise<void>,
): Promise<Blob> {
  const parts: Blob[] = [];
  const writer = new ArchiveWriter(
    new WritableStream({
      write: (chunk) => void parts.push(new Blob([chunk.slice()])),
    }),
  );
  await add(writer);
  await writer.close();
  return new Blob(parts);
}

/** @param body lines that write into `z`, a zipfile.ZipFile. */
async function python(body: string): Promise<Blob> {
  const path = join(scratch, `${String(Math.random())}.zip`);
  const lines = body
    .trim()
    .split("\n")
    .map((line) => `    ${line.trim()}`);
  execFileSync("python3", [
    "-W",
    "ignore",
    "-c",
    `import zipfile, sys, io\nwith zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:\n${lines.join("\n")}\n`,
    path,
  ]);
  return openAsBlob(path);
}

test("what is written comes back, with any names and sizes", async () => {
  const random = seededRandom(1);
  const files = Array.from({ length: 60 }, (_, i) => ({
    path:
      ["a/", "数据/", "", "é ü/"][i % 4] +
      `${String(i)}.${i % 3 ? "txt" : "jpg"}`,
    text: "xyz".repeat(Math.floor(random() * 5000)),
  }));
  const zip = await archive(async (writer) => {
    for (const { path, text } of files)
      await writer.addFile(path, new Blob([text]));
    await writer.addText("V001.manifest", "{}\n");
  });
  expect(await isZip(zip)).toBe(true);
  const found = await listing(zip);
  expect(found.names).toEqual([...files.map((f) => f.path), "V001.manifest"]);
  expect(found.texts).toEqual([...files.map((f) => f.text), "{}\n"]);
  expect(found.rules).toEqual([]);
});

test("files above one piece are copied whole", async () => {
  const piece = new Uint8Array(1024 * 1024).map((_, i) => i * 7);
  const file = new Blob(Array.from({ length: 40 }, () => piece));
  const zip = await archive((writer) => writer.addFile("large.bin", file));
  for await (const entry of readZip(zip, "a.zip", () => undefined)) {
    const blob = await entry.read();
    expect(blob.size).toBe(file.size);
    const end = new Uint8Array(await blob.slice(-1000).arrayBuffer());
    expect(end).toEqual(piece.slice(-1000));
  }
});

test("a place beyond 4 GiB goes to the ZIP64 field", () => {
  const record = {
    name: new TextEncoder().encode("a"),
    method: 0 as const,
    crc: 0,
    packedBytes: 5,
    bytes: 5,
    offset: 5 * 2 ** 32 + 7,
    modifiedAt: 0,
  };
  const bytes = centralHeader(record);
  const view = new DataView(bytes.buffer);
  expect(view.getUint32(42, true)).toBe(0xffffffff);
  expect(view.getUint16(47, true)).toBe(1);
  expect(view.getBigUint64(51, true)).toBe(5n * 2n ** 32n + 7n);
  const end = endRecords(3, { offset: 2 ** 33, bytes: 100 });
  expect(new DataView(end.buffer).getBigUint64(48, true)).toBe(2n ** 33n);
});

test("pictures are stored, text is deflated", async () => {
  const text = "a".repeat(100_000);
  const size = async (path: string): Promise<number> =>
    (await archive((writer) => writer.addFile(path, new Blob([text])))).size;
  expect(await size("a.jpg")).toBeGreaterThan(100_000);
  expect(await size("a.bmp")).toBeLessThan(5000);
});

test.runIf(hasPython)(
  "66,000 entries are ZIP64, whole in Python and unzip",
  async () => {
    const count = 66_000;
    const zip = await archive(async (writer) => {
      for (let i = 0; i < count; i += 1)
        await writer.addText(`${String(i)}.jpg`, "x");
    });
    expect((await listing(zip, false)).names.length).toBe(count);
    const path = join(scratch, "many.zip");
    writeFileSync(path, new Uint8Array(await zip.arrayBuffer()));
    const names = execFileSync("python3", [
      "-c",
      "import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); print(len(z.namelist()), z.testzip(), z.read('65999.jpg'))",
      path,
    ]);
    expect(String(names).trim()).toBe("66000 None b'x'");
    if (hasUnzip)
      expect(String(execFileSync("unzip", ["-Z", "-t", path]))).toContain(
        "66000 files",
      );
  },
  120_000,
);

describe.runIf(hasPython)("archives of others", () => {
  test("paths that leave the folder are refused, the rest is read", async () => {
    const found = await listing(
      await python(`
        z.writestr('../up.txt', '1')
        z.writestr('a/../../up.txt', '2')
        z.writestr('/etc/passwd', '3')
        z.writestr('C:/x.txt', '4')
        z.writestr('a\\\\..\\\\..\\\\x.txt', '5')
        z.writestr('ok/./1.txt', 'fine')`),
    );
    expect(found.names).toEqual(["ok/1.txt"]);
    expect(found.texts).toEqual(["fine"]);
    expect(found.rules).toEqual(Array(5).fill("zip.path"));
  });

  test("the first of two equal names counts", async () => {
    const found = await listing(
      await python("z.writestr('a.txt', '1')\nz.writestr('a.txt', '2')"),
    );
    expect(found).toEqual({
      names: ["a.txt"],
      texts: ["1"],
      rules: ["zip.duplicate"],
    });
  });

  test("system litter is left out", async () => {
    const found = await listing(
      await python(`
        z.writestr('__MACOSX/a/._1.jpg', '')
        z.writestr('a/.DS_Store', '')
        z.writestr('a/Thumbs.db', '')
        z.writestr('a/', '')
        z.writestr('a/1.txt', '')`),
    );
    expect(found.names).toEqual(["a/1.txt"]);
  });

  test("bombs are refused by their ratio, liars when they are read", async () => {
    const bomb = await python("z.writestr('bomb.txt', bytes(30_000_000))");
    expect((await listing(bomb)).rules).toEqual(["zip.bomb"]);
    const honest = await python("z.writestr('a.txt', bytes(5_000_000))");
    const bytes = new Uint8Array(await honest.arrayBuffer());
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 3; at += 1) {
      const mark = view.getUint32(at, true);
      if (mark === 0x04034b50) view.setUint32(at + 22, 10, true);
      if (mark === 0x02014b50) view.setUint32(at + 24, 10, true);
    }
    const liar = await listing(new Blob([bytes]));
    expect(liar.texts[0]).toMatch(/^! /);
  });

  test("encrypted entries are named", async () => {
    const plain = await python(
      "z.writestr('a.txt', 'x')\nz.writestr('b.txt', 'y')",
    );
    const bytes = new Uint8Array(await plain.arrayBuffer());
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 3; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) {
        view.setUint16(at + 8, 1, true);
        break;
      }
    const found = await listing(new Blob([bytes]));
    expect(found.names).toEqual(["b.txt"]);
    expect(found.rules).toEqual(["zip.encrypted"]);
  });

  test.each([
    ["gbk", "玫瑰/图片.txt"],
    ["utf-8", "玫瑰/ü.txt"],
    ["cp437", "été/Müller.txt"],
  ])("names in %s without a flag", async (encoding, name) => {
    const length = Buffer.from(
      execFileSync("python3", [
        "-c",
        `import sys; sys.stdout.buffer.write('${name}'.encode('${encoding}'))`,
      ]),
    );
    const mark = "q".repeat(length.length);
    const zip = await python(`z.writestr('${mark}', 'x')`);
    const bytes = Buffer.from(await zip.arrayBuffer());
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark))
      length.copy(bytes, at);
    expect((await listing(new Blob([bytes]))).names).toEqual([name]);
  });

  test("a cut archive is an error, a changed byte one entry's", async () => {
    const zip = await python(
      "z.writestr('a.txt', 'hello hello hello')\nz.writestr('b.txt', 'y')",
    );
    await expect(listing(zip.slice(0, zip.size - 30))).rejects.toMatchObject({
      code: "format",
    });
    const bytes = new Uint8Array(await zip.arrayBuffer());
    bytes[38] = (bytes[38] ?? 0) ^ 0x55;
    const found = await listing(new Blob([bytes]));
    expect(found.texts[0]).toMatch(/^! /);
    expect(found.texts[1]).toBe("y");
  });
});

const data = join(import.meta.dirname, "../../../shared/data/dev");

describe.skipIf(!existsSync(join(data, "zips")))(
  "archives as users bring them (test data at hand)",
  () => {
    test.each(
      readdirSync(existsSync(join(data, "zips")) ? join(data, "zips") : "."),
    )("%s", async (name) => {
      if (!name.endsWith(".zip")) return;
      const counts: Record<string, number> = {
        "coco_yolo.zip": 33,
        "facemask_coco.zip": 61,
        "flowers5_class_folders.zip": 300,
        "raccoon_voc.zip": 81,
      };
      const found = await listing(await openAsBlob(join(data, "zips", name)));
      expect(found.rules).toEqual([]);
      expect(found.names.length).toBe(counts[name]);
      expect(found.texts.filter((text) => text.startsWith("! "))).toEqual([]);
    });
  },
);
