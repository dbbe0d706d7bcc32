/** Label files of any length are read as streams: never as one text, and with bounded memory. */
import { describe, expect, it } from "vitest";
import { readCoco } from "./coco.ts";
import { readCvat } from "./cvat-xml.ts";
import { jsonParts } from "./json-parts.ts";
import type { PictureLabels } from "./picture-labels.ts";

const MB = 1024 * 1024;

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

async function count(
  pictures: AsyncIterable<PictureLabels>,
): Promise<[number, number]> {
  let [all, objects] = [0, 0];
  for await (const picture of pictures) {
    all += 1;
    objects += picture.objects.length;
  }
  return [all, objects];
}

describe("large label files", () => {
  it("COCO of 50 MB", { timeout: 60_000 }, async () => {
    const { file, lines } = endless(
      '{"categories":[{"id":1,"name":"cat"}],"images":[{"id":1,"file_name":"1.jpg"}],"annotations":[{"image_id":1,"category_id":1,"bbox":[0,0,1,1]}',
      (n) =>
        `,\n{"id":${String(n)},"image_id":1,"category_id":1,"bbox":[1.5,2.5,30.25,40.125],"area":1213.78,"iscrowd":0,"segmentation":[]}`,
      "]}",
      50 * MB,
    );
    expect(await count(readCoco(file, () => undefined, fail))).toEqual([
      1,
      lines() + 1,
    ]);
    expect(lines()).toBeGreaterThan(300_000);
  });

  it(
    "CVAT of 20 MB, of which one picture at a time is kept",
    { timeout: 60_000 },
    async () => {
      const { file, lines, pieces } = endless(
        "<annotations><version>1.1</version>",
        (n) =>
          `<image id="${String(n)}" name="${String(n)}.jpg" width="640" height="480">\n<box label="cat" occluded="0" xtl="1.5" ytl="2.5" xbr="30.25" ybr="40.125" z_order="0"></box>\n</image>\n`,
        "</annotations>",
        20 * MB,
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
        5 * MB,
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
