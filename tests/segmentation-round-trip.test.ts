/** Regions through every format and back, compared pixel by pixel. */
import { describe, expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import { asMask, pixelsOf } from "#core/region-mask.ts";
import type { RegionShape } from "#core/shape.ts";
import { drawn } from "#labeling/objects/edits.ts";
import imageSegmentation, {
  type SegmentedRegions,
} from "#labeling/types/image_segmentation/type.ts";
import type { Loss } from "#messages/en/losses.ts";
import { importedFrom } from "./support/data-folder.ts";
import { exportedFiles, sourceFile } from "./support/exported-files.ts";
import { png } from "./support/photo-folder.ts";
import { square } from "./support/plain-shapes.ts";

const size = { width: 96, height: 96 };
const polygon: RegionShape = { kind: "polygon", points: square(4, 4, 20) };
const parts: RegionShape = {
  kind: "multipolygon",
  polygons: [[square(40, 4, 10)], [square(60, 4, 10)]],
};
const ring: RegionShape = {
  kind: "multipolygon",
  polygons: [[square(4, 40, 30), square(12, 48, 9).reverse()]],
};
const mask = asMask(
  {
    kind: "polygon",
    points: [
      { x: 50.5, y: 50.2 },
      { x: 90, y: 60 },
      { x: 61, y: 88.8 },
    ],
  },
  size,
) as RegionShape;
const cell = "cell" as LabelId;
const wall = "wall" as LabelId;
const crowd = { ...drawn(wall, mask), attributes: { iscrowd: "1" } };
const all: SegmentedRegions = {
  objects: [drawn(cell, polygon), drawn(wall, parts), drawn(cell, ring), crowd],
  extra: {},
};
/** Rough, so that it is not taken for a mask. */
const photo = new Blob([
  Uint8Array.from(png(96, (x, y) => [(x * 7) % 256, (y * 5) % 256, x ^ y])),
]);

async function through(id: string, annotation: SegmentedRegions) {
  const exporter = imageSegmentation.exporters.find((one) => one.id === id);
  const importer = imageSegmentation.importers.find(
    (one) => one.id === (exporter?.readAs ?? id),
  );
  if (!exporter || !importer) throw new Error(`There is no ${id}`);
  const files = await exportedFiles(
    imageSegmentation,
    exporter,
    [
      {
        sample: { path: "a/1.png", ...size },
        annotation,
        usage: "EVAL",
        file: photo,
      },
      {
        sample: { path: "b/2.png", ...size },
        annotation: { objects: [], extra: {} },
        file: photo,
      },
    ],
    ["wall", "cell"],
  );
  const { samples, problems } = await importedFrom(
    imageSegmentation,
    importer,
    files.map((file) => file),
  );
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(samples).toHaveLength(2);
  const first = samples.find(({ found }) => found.path.endsWith("1.png"));
  return { files, objects: first?.annotation.objects ?? [], first };
}

/** What a list of losses says of regions, parts and pictures without any; the rest is of names and colors. */
const CHECKED: readonly Loss[] = [
  "pixels",
  "noFields",
  "masksOfHoles",
  "filledHoles",
  "noCrowds",
  "noParts",
  "noneIsUnlabeled",
];

/** The first object that comes back, alone in its picture. */
async function backOf(id: string, object: SegmentedRegions["objects"][number]) {
  const { objects } = await through(id, { objects: [object], extra: {} });
  if (!objects[0]) throw new Error("It is gone");
  return objects[0];
}

async function lostFields(id: string): Promise<Loss[]> {
  const { truncated, attributes } = await backOf(id, {
    ...drawn(cell, polygon),
    truncated: true,
    attributes: { kind: "round" },
  });
  if (!truncated || attributes["kind"] !== "round") return ["noFields"];
  return [];
}

/** Pixels alone hold no crowds: they go with the other fields. */
async function lostShapes(id: string): Promise<Loss[]> {
  const plain = await backOf(id, drawn(cell, polygon));
  if (plain.shape.kind !== "polygon") return ["pixels"];
  const holed = await backOf(id, drawn(cell, ring));
  const isFilled =
    JSON.stringify(pixelsOf(holed.shape, size)) !==
    JSON.stringify(pixelsOf(ring, size));
  const crowded = await backOf(id, crowd);
  return [
    ...(isFilled ? (["filledHoles"] as const) : []),
    ...(holed.shape.kind === "mask" ? (["masksOfHoles"] as const) : []),
    ...(crowded.attributes["iscrowd"] ? [] : (["noCrowds"] as const)),
  ];
}

async function lostMarks(id: string): Promise<Loss[]> {
  const none = { objects: [], isNone: true, extra: {} } as const;
  const { first } = await through(id, none);
  return [
    ...(first?.annotation.isNone ? [] : (["noneIsUnlabeled"] as const)),
    ...(first?.found.usage === "EVAL" ? [] : (["noParts"] as const)),
  ];
}

it.each(imageSegmentation.exporters)(
  "$id lists what its round trip loses, and nothing else",
  async ({ id, losses }) => {
    const lost = [
      ...(await lostShapes(id)),
      ...(await lostFields(id)),
      ...(await lostMarks(id)),
    ];
    expect(losses.filter((loss) => CHECKED.includes(loss)).sort()).toEqual(
      lost.sort(),
    );
  },
);

const told = (objects: SegmentedRegions["objects"]) =>
  objects.map(({ label, shape }) => ({
    label,
    pixels: pixelsOf(shape, size),
  }));

describe("regions come back pixel by pixel", () => {
  it.each([
    "MA_IMAGE_SEGMENTATION_V1",
    "PNG_MASKS",
    "COCO",
    "LABELME",
    "manifest",
  ])("%s", async (id) => {
    const { objects } = await through(id, all);
    expect(told(objects)).toEqual(told(all.objects));
  });

  it("YOLO: parts one by one, holes filled", async () => {
    const { objects } = await through("YOLO_SEGMENT", all);
    expect(objects.map(({ label }) => label)).toEqual([
      cell,
      wall,
      wall,
      cell,
      wall,
    ]);
    const [, , , filled, last] = objects;
    const [hole] = [{ kind: "polygon" as const, points: square(4, 40, 30) }];
    expect(filled && pixelsOf(filled.shape, size)).toEqual(
      pixelsOf(hole, size),
    );
    expect(last && pixelsOf(last.shape, size)).toEqual(pixelsOf(mask, size));
  });
});

it("the guide's format and manifests keep the very shapes", async () => {
  for (const id of ["MA_IMAGE_SEGMENTATION_V1", "manifest"]) {
    const { objects } = await through(id, all);
    expect(objects).toEqual(all.objects);
  }
});

it("the guide's format names the mask by the number that its picture got", async () => {
  const exporter = imageSegmentation.exporters.find(
    ({ id }) => id === "MA_IMAGE_SEGMENTATION_V1",
  );
  if (!exporter) throw new Error("There is no exporter");
  const files = await exportedFiles(
    imageSegmentation,
    exporter,
    ["a.png", "A.png"].map((path) => ({
      sample: { path, ...size },
      annotation: { objects: [drawn(cell, polygon)], extra: {} },
    })),
    ["cell"],
  );
  const paths = files.map(({ path }) => path);
  const named: string[] = [];
  for (const file of files.filter(({ path }) => path.endsWith(".xml")))
    named.push(
      /<mask_source>(.*)<\/mask_source>/.exec(await file.text())?.[1] ?? "",
    );
  expect(new Set(named).size).toBe(2);
  expect(paths).toEqual(expect.arrayContaining(named));
});

it.each(["MA_IMAGE_SEGMENTATION_V1", "PNG_MASKS", "manifest"])(
  "%s keeps that a picture shows no object",
  async (id) => {
    const none = { objects: [], isNone: true, extra: {} } as const;
    const { first } = await through(id, none);
    expect(first?.annotation).toMatchObject({ objects: [], isNone: true });
  },
);

it("COCO keeps crowds, and writes both kinds of run-length codes", async () => {
  const { files, objects } = await through("COCO", all);
  expect(objects.at(-1)?.attributes).toEqual({ iscrowd: "1" });
  const text = await files.find(({ path }) => /\.json$/.test(path))?.text();
  const { annotations } = JSON.parse(text ?? "") as {
    annotations: { iscrowd: number; segmentation: unknown; area: number }[];
  };
  const [first, second, third, fourth] = annotations;
  expect(first?.segmentation).toEqual([[4, 4, 24, 4, 24, 24, 4, 24]]);
  expect(second?.segmentation).toHaveLength(2);
  expect(third?.segmentation).toMatchObject({ size: [96, 96] });
  expect(third?.area).toBe(30 * 30 - 81);
  expect((third?.segmentation as { counts: unknown }).counts).toBeTypeOf(
    "string",
  );
  expect(fourth?.iscrowd).toBe(1);
  expect((fourth?.segmentation as { counts: unknown }).counts).toBeInstanceOf(
    Array,
  );
});

it("where regions overlap, masks keep the upper one", async () => {
  const under: RegionShape = { kind: "polygon", points: square(0, 0, 96) };
  const { objects } = await through("PNG_MASKS", {
    objects: [drawn(wall, under), drawn(cell, polygon)],
    extra: {},
  });
  expect(told(objects)).toEqual([
    {
      label: wall,
      pixels: pixelsOf(
        {
          kind: "multipolygon",
          polygons: [[square(0, 0, 96), square(4, 4, 20)]],
        },
        size,
      ),
    },
    { label: cell, pixels: pixelsOf(polygon, size) },
  ]);
});

it("an open polygon is closed, and a mask named in the XML is no sample", async () => {
  const importer = imageSegmentation.importers.find(
    ({ id }) => id === "MA_IMAGE_SEGMENTATION_V1",
  );
  const xml = `<annotation><folder>NA</folder><filename>image_0006.jpg</filename><size><width>96</width><height>96</height><depth>3</depth></size><segmented>1</segmented>
<mask_source>obs://xianao/out/annotation/V001/segmentationClassRaw/image_0006.png</mask_source>
<object><name>bike</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult><mask_color>193,243,53</mask_color><occluded>0</occluded>
<polygon><x1>7</x1><y1>4</y1><x2>75</x2><y2>7</y2><x3>49</x3><y3>69</y3></polygon></object></annotation>`;
  const files = [
    sourceFile("image_0006.jpg", photo),
    sourceFile("image_0006.xml", new Blob([xml])),
    sourceFile("segmentationClassRaw/image_0006.png", photo),
  ];
  if (!importer) throw new Error("There is no importer");
  expect(await importer.detect(files)).toBeGreaterThan(0.9);
  const { samples } = await importedFrom(imageSegmentation, importer, files);
  expect(samples.map(({ found }) => found.path)).toEqual(["image_0006.jpg"]);
  expect(samples[0]?.annotation.objects).toEqual([
    drawn("bike" as LabelId, {
      kind: "polygon",
      points: [
        { x: 7, y: 4 },
        { x: 75, y: 7 },
        { x: 49, y: 69 },
      ],
    }),
  ]);
});
