/** What an import of regions makes of files that are missing or broken. */
import { expect, it } from "vitest";
import imageSegmentation from "#labeling/types/image_segmentation/type.ts";
import { importedFrom } from "./support/data-folder.ts";
import { sourceFile } from "./support/exported-files.ts";
import { png } from "./support/photo-folder.ts";

const importerOf = (id: string) => {
  const found = imageSegmentation.importers.find((one) => one.id === id);
  if (!found) throw new Error(`There is no ${id}`);
  return found;
};

const photo = new Blob([
  Uint8Array.from(png(96, (x, y) => [(x * 7) % 256, (y * 5) % 256, x ^ y])),
]);
const textFile = (path: string, text: string) =>
  sourceFile(path, new Blob([text]));

const voc = (name: string): string =>
  `<annotation><filename>${name}.jpg</filename><size><width>96</width><height>96</height><depth>3</depth></size><segmented>1</segmented>
<mask_source>segmentationClassRaw/${name}.png</mask_source>
<object><name>bike</name><mask_color>193,243,53</mask_color><polygon><x1>7</x1><y1>4</y1><x2>75</x2><y2>7</y2><x3>49</x3><y3>69</y3></polygon></object></annotation>`;

it("an XML file whose mask is missing does not take its own picture for the mask", async () => {
  const files = [
    sourceFile("a.jpg", photo),
    textFile("a.xml", voc("a")),
    sourceFile("b.jpg", photo),
    textFile("b.xml", voc("b")),
    sourceFile("segmentationClassRaw/b.png", photo),
  ];
  const masks: string[] = [];
  const pictures: string[] = [];
  for await (const { path } of importerOf("MA_IMAGE_SEGMENTATION_V1").read(
    files,
    () => undefined,
    { tellLabelFile: (path) => masks.push(path) },
  ))
    pictures.push(path);
  expect(pictures).toEqual(["a.jpg", "b.jpg"]);
  expect(masks).toEqual(["segmentationClassRaw/b.png"]);
});

it("a broken mask of a panoptic file costs its own picture alone", async () => {
  const names = ["a", "b", "c"];
  const panoptic = {
    images: names.map((name, id) => ({
      id,
      file_name: `${name}.jpg`,
      width: 96,
      height: 96,
    })),
    annotations: names.map((name, image_id) => ({
      image_id,
      file_name: `${name}.png`,
      segments_info: [{ id: 5, category_id: 1 }],
    })),
    categories: [{ id: 1, name: "wall" }],
  };
  const mask = new Blob([
    Uint8Array.from(png(96, (x) => [x < 40 ? 5 : 0, 0, 0])),
  ]);
  const { samples, problems } = await importedFrom(
    imageSegmentation,
    importerOf("COCO_PANOPTIC"),
    [
      textFile("panoptic.json", JSON.stringify(panoptic)),
      ...names.map((name) => sourceFile(`${name}.jpg`, photo)),
      sourceFile("panoptic/a.png", mask),
      textFile("panoptic/b.png", "no picture"),
      sourceFile("panoptic/c.png", mask),
    ],
  );
  expect(
    samples.map(({ found, annotation }) => [
      found.path,
      annotation.objects.length,
    ]),
  ).toEqual([
    ["a.jpg", 1],
    ["c.jpg", 1],
    ["b.jpg", 0],
  ]);
  expect(problems).toMatchObject([
    { rule: "png.file", file: "panoptic.json", value: "b.png" },
  ]);
});
