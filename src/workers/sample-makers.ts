/** Makes the samples of the sample projects and stores them, checked like any import. Texts lie in their rows. */
import type { NewSample } from "#storage/samples.ts";
import type { Progress } from "#core/job.ts";
import { farmNotes } from "#core/sample-notes.ts";
import type { ManifestAnnotation } from "#labeling/contract.ts";
import { checkImage } from "#media/image-check.ts";
import { drawBasket } from "#media/sample-basket.ts";
import { drawFruit } from "#media/sample-fruit.ts";
import { makeSound } from "#media/sample-sound.ts";
import { checkSound } from "#media/sound-check.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { putThumbnails } from "#storage/thumbnails.ts";
import { fileOfText } from "./found-text.ts";

/** Samples in files. `fruit`: one state of ripeness a picture; `baskets`: a box for each fruit; `sounds`: one label a recording. */
type FileKind = "fruit" | "baskets" | "sounds";

/** `notes`: one label a text. */
export type SampleKind = FileKind | "notes";

export interface DrawnSample extends NewSample {
  /** As importers hand them over, but without their `type`. */
  readonly annotations: readonly (ManifestAnnotation & {
    readonly name: string;
  })[];
}

type Drawn = Pick<DrawnSample, "annotations"> & { readonly file: Blob };

const DRAW: Readonly<
  Record<FileKind, (index: number, seed: number) => Promise<Drawn>>
> = {
  fruit: async (index, seed) => {
    const { label, picture } = await drawFruit(index, seed);
    return { file: picture, annotations: [{ name: label }] };
  },
  sounds: (index, seed) => {
    const { label, recording } = makeSound(index, seed);
    return Promise.resolve({ file: recording, annotations: [{ name: label }] });
  },
  baskets: async (index, seed) => {
    const { objects, picture } = await drawBasket(index, seed);
    const annotations = objects.map(({ kind, box }) => ({
      name: kind,
      object: { shape: { kind: "bndbox", ...box } },
    }));
    return { file: picture, annotations };
  },
};

/** As the import looks at a file; null where it would refuse it. */
async function look(kind: FileKind, file: Blob, path: string) {
  if (kind === "sounds") return (await checkSound(file, path)).sound;
  return (await checkImage(file, path)).image;
}

function writtenNotes(count: number, seed: number): DrawnSample[] {
  return farmNotes(count, seed).map(({ text, label }, i) => {
    const path = `notes.txt:${String(i + 1)}`;
    const annotations = [{ name: label }];
    const found = { path, text, annotations, usage: null, hard: null };
    const { hash, bytes, mime, media } = fileOfText(found);
    return { path, hash, bytes, mime, media, text, annotations };
  });
}

/** @returns `count` samples, stored but not yet in a dataset; the same seed draws the same ones. */
export async function drawSamples(
  kind: SampleKind,
  count: number,
  seed: number,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<DrawnSample[]> {
  if (kind === "notes") return writtenNotes(count, seed);
  const drawn: DrawnSample[] = [];
  for (let i = 0; i < count; i += 1) {
    signal.throwIfAborted();
    const { annotations, file } = await DRAW[kind](i, seed);
    const suffix = kind === "sounds" ? "wav" : "jpg";
    const path = `${kind}-${String(i + 1).padStart(3, "0")}.${suffix}`;
    const found = await look(kind, file, path);
    const [stored] = await writeBlobs([file]);
    if (found && stored) {
      await putThumbnails([{ hash: stored.hash, ...found.thumbnail }]);
      drawn.push({
        path,
        ...stored,
        mime: found.mime,
        media: found.media,
        annotations,
      });
    }
    report({ done: i + 1, total: count, unit: "files" });
  }
  return drawn;
}
