/** Label files of any length are read as streams: never as one text, and with bounded memory. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { readCoco } from "./coco.ts";
import { readCvat } from "./cvat-xml.ts";
import { jsonParts } from "./json-parts.ts";

const MB = 1024 * 1024;
/** Set `LARGE_LABELS_MB=500` for files as long as they can be in earnest: some minutes. */
const LONG = Number(process.env["LARGE_LABELS_MB"] ?? 25) * MB;
/** Whatever the length of the file. */
const MOST_MEMORY = 40 * MB;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes of objects, garbage left out. Node counts blobs among its buffers; browsers put them on the disk. */
function memory(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** A file of this many bytes that exists only while it is read; asking for it whole is an error. */
function endless(
  head: string,
  line: (n: number) => string,
  tail: string,
  bytes: number,
): { file: Blob; lines: () => number; pieces: () => number } {
  let [written, lines, pieces] = [0, 0, 0];
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    pull: (controller) => {
      pieces += 1;
      let piece = "";
      while (piece.length < 64 * 1024) piece += line(lines++);
      written += piece.length;
      controller.enqueue(encoder.encode(piece));
      if (written < bytes) return;
      controller.enqueue(encoder.encode(tail));
      controller.close();
    },
  });
  const whole = (): never => {
    throw new Error("The file was read as a whole");
  };
  const file = {
    size: bytes,
    stream: () => stream,
    text: whole,
    arrayBuffer: whole,
    slice: whole,
  };
  return {
    file: file as unknown as Blob,
    lines: () => lines,
    pieces: () => pieces,
  };
}

const fail = ({ message }: { message: string }): never => {
  throw new Error(message);
};

describe("large label files", () => {
  it.each([
    ["boxes", `"segmentation":[]`],
    [
      "polygons",
      `"segmentation":[[${Array.from({ length: 40 }, (_, i) => i + 100.25).join(",")}]]`,
    ],
  ])(
    "COCO of %s, of which no more than a part is in memory",
    { timeout: 600_000 },
    async (_what, segmentation) => {
      const pictures = 20_000;
      const images = Array.from(
        { length: pictures },
        (_, id) => `{"id":${String(id)},"file_name":"${String(id)}.jpg"}`,
      );
      const { file, lines } = endless(
        `{"categories":[{"id":1,"name":"cat"}],"images":[${images.join(",")}],"annotations":[{"image_id":1,"category_id":1,"bbox":[0,0,1,1]}`,
        (n) =>
          `,\n{"id":${String(n)},"image_id":${String(n % pictures)},"category_id":1,"bbox":[1.5,2.5,30.25,40.125],"area":1213.78,"iscrowd":0,${segmentation}}`,
        "]}",
        LONG,
      );
      const before = memory();
      let [most, objects, seen] = [0, 0, 0];
      for await (const picture of readCoco(file, () => undefined, fail)) {
        if (seen % 5000 === 0) most = Math.max(most, memory() - before);
        seen += 1;
        objects += picture.objects.length;
      }
      expect([seen, objects]).toEqual([pictures, lines() + 1]);
      expect(most).toBeLessThan(MOST_MEMORY);
    },
  );

  it(
    "CVAT, of which one picture at a time is kept",
    { timeout: 600_000 },
    async () => {
      const { file, lines, pieces } = endless(
        "<annotations><version>1.1</version>",
        (n) =>
          `<image id="${String(n)}" name="${String(n)}.jpg" width="640" height="480">\n<box label="cat" occluded="0" xtl="1.5" ytl="2.5" xbr="30.25" ybr="40.125" z_order="0"></box>\n</image>\n`,
        "</annotations>",
        LONG,
      );
      let [seen, ahead] = [0, 0];
      for await (const { objects } of readCvat(file, () => undefined, fail)) {
        seen += objects.length;
        ahead = Math.max(ahead, lines() - seen);
      }
      expect(seen).toBe(lines());
      // What was read and not given on yet is a few pieces, whatever the length of the file.
      expect(ahead).toBeLessThan((8 * lines()) / pieces());
    },
  );

  it(
    "JSON of which one element at a time is kept",
    { timeout: 60_000 },
    async () => {
      const { file, lines, pieces } = endless(
        "[0",
        (n) => `,\n{"n":${String(n)}}`,
        "]",
        20 * MB,
      );
      let [seen, ahead] = [0, 0];
      for await (const { index } of jsonParts(file, fail)) {
        seen = index ?? 0;
        ahead = Math.max(ahead, lines() - seen);
      }
      expect(seen).toBe(lines());
      expect(ahead).toBeLessThan((8 * lines()) / pieces());
    },
  );
});
