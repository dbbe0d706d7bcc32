/** The files that an import takes, with what the format says of each. */
import type { BlobHash } from "#core/ids.ts";
import type { FoundFile, ImportChoice } from "#core/import.ts";
import type { NewLabel } from "#core/label.ts";
import type { FoundSample, ManifestAnnotation } from "#labeling/contract.ts";
import { isWanted } from "./commit-chunk.ts";
import type { Wanted } from "./import-labels.ts";
import { sourceFiles, type TypedFormat } from "./import-sources.ts";

/** Another number whenever files come in another order than in the version before. */
export const FILE_ORDER = 2;

const bare = (path: string): FoundSample => ({
  path,
  annotations: [],
  usage: null,
  hard: null,
});

/** Copies of one file, such as a picture in several label folders, are one sample with the labels of all. */
function merged(copies: readonly Wanted[]): Wanted[] {
  const [first, ...others] = copies;
  if (!first || others.length === 0) return [...copies];
  const entries = new Map<string, ManifestAnnotation>();
  for (const { found } of copies)
    for (const entry of found.annotations)
      entries.set(JSON.stringify(entry), entry);
  const found: FoundSample = {
    ...first.found,
    annotations: [...entries.values()],
    hard: copies.find(({ found: { hard } }) => hard)?.found.hard ?? null,
    usage: copies.find(({ found: { usage } }) => usage)?.found.usage ?? null,
  };
  return [
    { ...first, found },
    ...others.map((one) => ({ ...one, found: bare(one.found.path) })),
  ];
}

/** Keeps copies of one file back until the last of them is read. */
class CopiesTogether {
  readonly #counts = new Map<BlobHash, number>();
  readonly #waiting = new Map<BlobHash, Wanted[]>();

  constructor(files: readonly FoundFile[]) {
    for (const { hash } of files)
      this.#counts.set(hash, (this.#counts.get(hash) ?? 0) + 1);
  }

  /** @returns what is complete now. */
  add(one: Wanted): readonly Wanted[] {
    const { hash } = one.file;
    const same = [...(this.#waiting.get(hash) ?? []), one];
    if (same.length < (this.#counts.get(hash) ?? 1)) {
      this.#waiting.set(hash, same);
      return [];
    }
    this.#waiting.delete(hash);
    return merged(same);
  }

  /** Those of which a copy was no sample. */
  rest(): readonly Wanted[] {
    return [...this.#waiting.values()].flatMap(merged);
  }
}

async function* readFiles(
  files: readonly FoundFile[],
  { format }: TypedFormat,
  tellLabels: (labels: readonly NewLabel[]) => void,
): AsyncGenerator<Wanted> {
  const media = files.filter((file) => !file.isLabelFile);
  const byPath = new Map(media.map((file) => [file.path, file]));
  const taken = new Set<FoundFile>();
  const tellLabelFile = (path: string): void => {
    const file = byPath.get(path);
    if (file) taken.add(file);
  };
  for await (const found of format.read(sourceFiles(files), () => undefined, {
    tellLabels,
    tellLabelFile,
  })) {
    const file = byPath.get(found.path);
    if (!file) continue;
    taken.add(file);
    yield { file, found };
  }
  // Names that a format does not know come without labels.
  for (const file of media)
    if (!taken.has(file)) yield { file, found: bare(file.path) };
}

/**
 * The same ones in the same order each time. Given while label files are read, so that memory never
 * holds the labels of all of them.
 */
export async function* wantedFiles(
  files: readonly FoundFile[],
  chosen: TypedFormat,
  choice: ImportChoice,
  tellLabels: (labels: readonly NewLabel[]) => void,
): AsyncGenerator<Wanted> {
  const copies = new CopiesTogether(files.filter((file) => !file.isLabelFile));
  for await (const one of readFiles(files, chosen, tellLabels))
    for (const complete of copies.add(one))
      if (await isWanted(complete, chosen.type, choice)) yield complete;
  for (const one of copies.rest())
    if (await isWanted(one, chosen.type, choice)) yield one;
}

/** Lists of `size`, the last one shorter; none is empty. */
export async function* inChunks<T>(
  all: AsyncIterable<T>,
  size: number,
): AsyncGenerator<readonly T[]> {
  let chunk: T[] = [];
  for await (const one of all) {
    chunk.push(one);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
