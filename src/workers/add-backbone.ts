/**
 * Looks at files that may become a backbone, and adds them: the model is really read and run.
 * Part of the training worker, which has the engines already.
 */
import type {
  AddedBackbone,
  BackboneFormat,
  BackboneInspection,
  Normalization,
} from "#core/backbone.ts";
import type { BlobHash } from "#core/ids.ts";
import {
  inspectBackbone,
  openStored,
  type BackboneFiles,
} from "#ml/backbone-catalogue.ts";
import { startBackend } from "#ml/backend.ts";
import { addBackbone } from "#storage/backbones.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { contentHash } from "#storage/content-hash.ts";
import { modelFileSet, type GivenFile } from "./model-files.ts";

/** What the user decides. */
export interface BackboneChoice {
  readonly name: string;
  readonly source: string;
  readonly licence: string;
  readonly normalization: Normalization;
  readonly output: string;
}

interface Prepared {
  readonly format: BackboneFormat;
  readonly blobs: Readonly<Record<string, Blob>>;
  readonly files: BackboneFiles;
}

async function prepared(given: readonly GivenFile[]): Promise<Prepared> {
  const { format, files: blobs } = await modelFileSet(given);
  const entries = await Promise.all(
    Object.entries(blobs).map(
      async ([path, blob]) =>
        [path, new Uint8Array(await blob.arrayBuffer())] as const,
    ),
  );
  // ONNX Runtime brings its own engine.
  if (format !== "onnx") await startBackend("wasm");
  return { format, blobs, files: Object.fromEntries(entries) };
}

/** Names everything that the numbers depend on, the same way on every device. */
async function factsHash(facts: readonly unknown[]): Promise<BlobHash> {
  return contentHash(new TextEncoder().encode(JSON.stringify(facts)));
}

/** @throws AppError('model') naming the rule that the files break. */
export async function inspectModel(
  given: readonly GivenFile[],
): Promise<BackboneInspection> {
  const { files, format } = await prepared(given);
  return inspectBackbone(files, format);
}

/** @throws AppError('model') when the chosen output gives no features. */
export async function addModel(
  given: readonly GivenFile[],
  choice: BackboneChoice,
): Promise<AddedBackbone> {
  const { files, format, blobs } = await prepared(given);
  const { output, normalization } = choice;
  const opened = await openStored("", {
    name: choice.name,
    facts: { output, normalization },
    files,
  });
  const { side, length } = opened;
  opened.dispose();
  const paths = Object.keys(blobs).sort();
  const stored = await writeBlobs(paths.map((path) => blobs[path] as Blob));
  const hashes = stored.map(({ hash }) => hash);
  const hash = await factsHash([format, normalization, output, paths, hashes]);
  return addBackbone({
    ...choice,
    id: `${format}-${hash}`,
    hash,
    format,
    files: Object.fromEntries(
      paths.map((path, i) => [path, hashes[i] as BlobHash]),
    ),
    bytes: stored.reduce((sum, { bytes }) => sum + bytes, 0),
    side: side ?? 0,
    length,
    createdAt: Date.now(),
  });
}
