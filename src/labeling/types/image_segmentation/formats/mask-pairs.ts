/** Which PNG files are masks of which pictures: told by their names and sizes, and by their pixels. */
import type { ValuePicture } from "#formats/value-picture.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { fileName, isImage } from "#labeling/media-files.ts";
import { readMask } from "#labeling/objects/read-mask.ts";

export interface MaskPair {
  readonly mask: SourceFile;
  /** Path of the picture. */
  readonly picture: string;
}

/** Masks in one folder. */
export interface MaskFolder {
  readonly folder: string;
  readonly pairs: readonly MaskPair[];
}

const SUFFIX = /[-_.](mask|masks|seg|label|labels|gt|annotation)$/i;
/** Of two folders of pictures that both could be masks. */
const HINT = /annot|label|mask|seg|gt|instance|class|object/i;

const stemOf = (path: string): string =>
  fileName(path)
    .replace(/\.[^.]+$/, "")
    .toLowerCase();

const folderOf = (path: string): string =>
  path.slice(0, path.lastIndexOf("/") + 1);

/** Files of one folder that are looked into. */
const LOOKS = 3;
/** A photo has more values than this, or changes with every pixel. */
const MOST_VALUES = 300;
const LEAST_RUN = 3;
/** Of pictures this small, every pixel may differ from the next. */
const TINY = 64 * 64;

function looksLikeMask({ values }: ValuePicture): boolean {
  const different = new Set<number>();
  for (const value of values)
    // A photo has its many values soon: the rest of its pixels need no look.
    if (different.add(value).size > MOST_VALUES) return false;
  let runs = 1;
  for (let i = 1; i < values.length; i += 1)
    if (values[i] !== values[i - 1]) runs += 1;
  return values.length <= TINY || values.length / runs >= LEAST_RUN;
}

async function areMasks({ pairs }: MaskFolder): Promise<boolean> {
  const step = Math.max(1, Math.floor(pairs.length / LOOKS));
  let looks = 0;
  for (let i = 0; i < pairs.length && looks < LOOKS; i += step) {
    const file = pairs[i]?.mask;
    if (!file) break;
    looks += 1;
    try {
      if (!looksLikeMask(await readMask(file))) return false;
    } catch {
      // One damaged file says nothing of the others; it is told when it is read.
    }
  }
  return looks > 0;
}

/** PNG files with a picture of the same name elsewhere, by their folders. */
function candidates(files: readonly SourceFile[]): MaskFolder[] {
  const byStem = new Map<string, string[]>();
  for (const { path } of files)
    if (isImage(path))
      byStem.set(stemOf(path), [...(byStem.get(stemOf(path)) ?? []), path]);
  const folders = new Map<string, MaskPair[]>();
  for (const mask of files) {
    if (!/\.png$/i.test(mask.path)) continue;
    const stem = stemOf(mask.path);
    const folder = folderOf(mask.path);
    const elsewhere = (byStem.get(stem) ?? []).filter(
      (path) => folderOf(path) !== folder,
    );
    const short = stem.replace(SUFFIX, "");
    const beside = short === stem ? [] : (byStem.get(short) ?? []);
    const pictures = [...elsewhere, ...beside].filter(
      (path) => !/\.png$/i.test(path) || !HINT.test(folderOf(path)),
    );
    const [picture = elsewhere[0] ?? beside[0]] = pictures.sort(
      (a, b) => Number(/\.png$/i.test(a)) - Number(/\.png$/i.test(b)),
    );
    if (picture !== undefined)
      folders.set(folder, [...(folders.get(folder) ?? []), { mask, picture }]);
  }
  return [...folders].map(([folder, pairs]) => ({ folder, pairs }));
}

/** Folders of masks. Of two that name each other, the one whose name speaks of labels. */
export async function maskFolders(
  files: readonly SourceFile[],
): Promise<MaskFolder[]> {
  const found: MaskFolder[] = [];
  for (const one of candidates(files)) if (await areMasks(one)) found.push(one);
  const folders = new Set(found.map(({ folder }) => folder));
  const last = (folder: string): string =>
    folder.split("/").slice(-3).join("/");
  return found.filter(({ folder, pairs }) => {
    const partner = folderOf(pairs[0]?.picture ?? "");
    if (!folders.has(partner) || partner === folder) return true;
    return HINT.test(last(folder)) || !HINT.test(last(partner));
  });
}
