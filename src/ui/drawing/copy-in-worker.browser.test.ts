import { expect, test } from "vitest";
import { copyInWorker } from "./copy-in-worker.ts";

async function pictureOf(width: number, height: number): Promise<string> {
  const paper = new OffscreenCanvas(width, height);
  const context = paper.getContext("2d");
  if (!context) throw new Error("No canvas");
  context.fillStyle = "rgb(200, 0, 0)";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "rgb(0, 0, 200)";
  context.fillRect(0, height / 2, width, height / 2);
  return URL.createObjectURL(await paper.convertToBlob());
}

test("makes a copy of the size asked for, and what it shows", async () => {
  const copy = await copyInWorker(await pictureOf(300, 400), 100);
  expect([copy?.width, copy?.height]).toEqual([75, 100]);
  const paper = new OffscreenCanvas(75, 100);
  const context = paper.getContext("2d");
  if (copy) context?.drawImage(copy, 0, 0);
  const at = (y: number) => [
    ...(context?.getImageData(30, y, 1, 1).data ?? []),
  ];
  expect(at(20)).toEqual([200, 0, 0, 255]);
  expect(at(80)).toEqual([0, 0, 200, 255]);
});

test("makes none of a picture that is not larger, and none of what is no picture", async () => {
  expect(await copyInWorker(await pictureOf(30, 100), 100)).toBeNull();
  const text = URL.createObjectURL(new Blob(["no picture"]));
  expect(await copyInWorker(text, 100)).toBeNull();
  expect((await copyInWorker(await pictureOf(30, 100), 50))?.height).toBe(50);
});

test("serves the newest wish first", async () => {
  const url = await pictureOf(200, 100);
  const served: number[] = [];
  const sides = [10, 20, 30];
  await Promise.all(
    sides.map(async (side) => {
      await copyInWorker(url, side);
      served.push(side);
    }),
  );
  // The first is under way when the others come.
  expect(served).toEqual([10, 30, 20]);
});
