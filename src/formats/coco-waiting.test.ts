/** Annotations wait in stores of some hundred pictures: none is lost, and none meets another's picture. */
import { describe, expect, it } from "vitest";
import { readCoco } from "./coco.ts";
import type { PictureLabels } from "./picture-labels.ts";

const PICTURES = 1000;
const OBJECTS = 5000;

/** An order in which neighbours are far apart; 7 and the counts have no common divisor. */
const mixed = (i: number, count: number): number => (i * 7) % count;

const images = Array.from({ length: PICTURES }, (_, i) => ({
  id: `p${String(i)}`,
  file_name: `${String(i)}.jpg`,
}));

function annotationOf(n: number): Record<string, unknown> {
  const common = {
    id: n,
    image_id: `p${String(n % PICTURES)}`,
    category_id: n % 3,
    bbox: [n / 4, 2, 3, 4],
    ...(n % 10 === 0 ? { attributes: { n: String(n) } } : {}),
  };
  const ring = [n, 0, n + 1, 0, n + 1, 1];
  return [
    { ...common, segmentation: [] },
    { ...common, segmentation: [ring] },
    { ...common, segmentation: [ring, [0, 0, 9, 0, 9, 9]] },
    { ...common, segmentation: { size: [2, 2], counts: [1, (n % 2) + 1, 1] } },
  ][n % 4] as Record<string, unknown>;
}

const annotations = Array.from({ length: OBJECTS }, (_, i) =>
  annotationOf(mixed(i, OBJECTS)),
);
const categories = ["a", "b", "c"].map((name, id) => ({ id, name }));

async function read(file: object): Promise<PictureLabels[]> {
  const pictures: PictureLabels[] = [];
  const fail = ({ message }: { message: string }): never => {
    throw new Error(message);
  };
  const options = { takesRegions: true };
  for await (const picture of readCoco(
    new Blob([JSON.stringify(file)]),
    () => undefined,
    fail,
    options,
  ))
    pictures.push(picture);
  return pictures;
}

/** The same file with one picture only, which needs no store but one. */
async function alone(i: number): Promise<PictureLabels | undefined> {
  const [picture] = await read({
    categories,
    images: images.slice(i, i + 1),
    annotations: annotations.filter(
      ({ image_id }) => image_id === `p${String(i)}`,
    ),
  });
  return picture;
}

describe("a COCO file of many pictures", () => {
  it("gives each picture its own objects, in the order of the pictures", async () => {
    const pictures = await read({ categories, images, annotations });
    expect(pictures.map(({ name }) => name)).toEqual(
      images.map(({ file_name }) => file_name),
    );
    expect(pictures.reduce((sum, { objects }) => sum + objects.length, 0)).toBe(
      OBJECTS,
    );
    for (const i of [0, 1, 255, 256, 257, 600, 999])
      expect(pictures[i]).toEqual(await alone(i));
  });

  it("gives the same objects when the pictures come last", async () => {
    const byName = (a: PictureLabels, b: PictureLabels): number =>
      a.name.localeCompare(b.name);
    const first = await read({ categories, images, annotations });
    const last = await read({ annotations, images, categories });
    expect(last.sort(byName)).toEqual(first.sort(byName));
  });
});
