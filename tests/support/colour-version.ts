/** A published version of plain coloured pictures, for tests that train. */
import type { VersionId } from "#core/ids.ts";
import type { Version, VersionEntry } from "#core/version.ts";
import { writeBlob } from "#storage/blobs.ts";
import { createDataset } from "#storage/datasets.ts";
import { addVersion } from "#storage/versions.ts";

/** A PNG of one colour and a little noise, so that no two are the same file. */
export async function colourPicture(
  [red, green, blue]: readonly [number, number, number],
  seed: number,
): Promise<Blob> {
  const side = 40;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  const image = new ImageData(side, side);
  for (let i = 0; i < image.data.length; i += 4) {
    const noise = ((i * 7 + seed * 131) % 41) - 20;
    image.data.set([red + noise, green + noise, blue + noise, 255], i);
  }
  context?.putImageData(image, 0, 0);
  return canvas.convertToBlob({ type: "image/png" });
}

/** @param colours label -> colour; @param each pictures per label, one in four for validation. */
export async function colourVersion(
  colours: Readonly<Record<string, readonly [number, number, number]>>,
  each: number,
): Promise<Version> {
  const { id } = await createDataset({
    name: `colours-${String(Math.random()).slice(2)}`,
    description: "",
    dataType: "image",
  });
  const entries: VersionEntry[] = [];
  for (const [label, colour] of Object.entries(colours)) {
    for (let i = 0; i < each; i += 1) {
      const picture = await colourPicture(colour, entries.length);
      const { hash, bytes } = await writeBlob(picture);
      entries.push({
        sampleId: `${label}${String(i)}`,
        path: `${label}/${String(i)}.png`,
        hash,
        bytes,
        mime: "image/png",
        width: 40,
        height: 40,
        state: "labeled",
        usage: i % 4 === 0 ? "EVAL" : "TRAIN",
        hard: null,
        labels: [label],
        annotation: [],
        sideFiles: [],
      });
    }
  }
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
  const chunk = await writeBlob(new Blob([lines]));
  const version: Version = {
    id: `version-${id}` as VersionId,
    datasetId: id,
    jobId: null,
    labelingType: "image_classification",
    name: "V001",
    description: "",
    createdAt: 1,
    split: null,
    writesHard: false,
    labels: [],
    sampleCount: entries.length,
    labeledCount: entries.length,
    chunks: [chunk.hash],
    pictures: entries.map(({ hash }) => hash),
    status: "Normal",
  };
  await addVersion(version);
  return version;
}
