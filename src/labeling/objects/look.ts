/** A look into label files, to tell what format they are of. */
import type { SourceFile } from "#labeling/contract.ts";

/** Bytes: a JSON file may begin with pages of licences. */
const HEAD = 64 * 1024;
/** Files of one kind that are looked into: the first, the last, and some between. */
const LOOKS = 8;

export async function headOf(file: SourceFile): Promise<string> {
  const text = file.blob
    ? await (await file.blob()).slice(0, HEAD).text()
    : (await file.text()).slice(0, HEAD);
  return text.replace(/^\ufeff/, "");
}

/** For long files: their beginning and their end. */
export async function endsOf(file: SourceFile): Promise<string> {
  if (!file.blob || file.bytes <= HEAD) return headOf(file);
  const blob = await file.blob();
  return `${await headOf(file)}\n${await blob.slice(-HEAD).text()}`;
}

export const withSuffix = (
  files: readonly SourceFile[],
  suffix: RegExp,
): SourceFile[] => files.filter(({ path }) => suffix.test(path));

/** The share of the files that look right, 0-1, judged by some of them. */
export async function shareOf(
  files: readonly SourceFile[],
  looksRight: (file: SourceFile) => Promise<boolean>,
): Promise<number> {
  const step = Math.max(1, (files.length - 1) / (LOOKS - 1));
  let [right, looks] = [0, 0];
  for (let at = 0; at < files.length; at += step) {
    const file = files[Math.round(at)];
    if (!file) break;
    looks += 1;
    if (await looksRight(file)) right += 1;
  }
  return looks === 0 ? 0 : right / looks;
}

/** The file as bytes, to be read as a stream. */
export const blobOf = async (file: SourceFile): Promise<Blob> =>
  file.blob ? file.blob() : new Blob([await file.text()]);

/** Those of the files that look right. */
export async function those(
  files: readonly SourceFile[],
  looksRight: (file: SourceFile) => Promise<boolean>,
): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for (const file of files) if (await looksRight(file)) found.push(file);
  return found;
}
