/** What an import has scanned, as formats read it. */
import type { FoundFile } from "#core/import.ts";
import type { DataType } from "#core/data-type.ts";
import type { JobId } from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import { readText } from "#formats/decode-text.ts";
import type {
  ImportFormat,
  LabelingType,
  SourceFile,
} from "#labeling/contract.ts";
import { labelingTypesFor } from "#labeling/registry.ts";
import { readBlob } from "#storage/blobs.ts";
import { scannedFiles, stagedPaths } from "#storage/staging.ts";
import { keepApart, type Located } from "./import-paths.ts";
import { ENTRIES_PER_STAGED } from "./import-scan.ts";
import type { Scanned } from "./scan-files.ts";

const PAGE = 2000;
export const UNLABELED_FORMAT = "unlabeled";

/** All scanned rows, in order, with the number of what each came from. */
async function* eachScanned(
  jobId: JobId,
): AsyncGenerator<Scanned & { readonly group: number }> {
  for (let from = 0; ;) {
    const rows = await scannedFiles(jobId, from, PAGE);
    for (const { found, index } of rows)
      yield {
        ...(found as Scanned),
        group: Math.floor(index / ENTRIES_PER_STAGED),
      };
    const last = rows.at(-1);
    if (!last) return;
    from = last.index + 1;
  }
}

export interface Scan {
  readonly files: readonly FoundFile[];
  readonly problems: readonly Problem[];
}

export async function readScan(jobId: JobId): Promise<Scan> {
  const origins = await stagedPaths(jobId);
  const located: Located[] = [];
  const problems: Problem[] = [];
  for await (const { file, problems: own, group } of eachScanned(jobId)) {
    if (file) located.push({ file, group, origin: origins.get(group) ?? "" });
    problems.push(...own);
  }
  return { files: keepApart(located), problems };
}

export function sourceFiles(files: readonly FoundFile[]): SourceFile[] {
  return files.map(({ path, bytes, hash }) => ({
    path,
    bytes,
    text: async () => readText(await readBlob(hash)),
    blob: () => readBlob(hash),
  }));
}

/** A format, and the labeling type whose labels it brings. */
export interface TypedFormat {
  readonly type: LabelingType;
  readonly format: ImportFormat;
}

/** What brings no labels is the same for every type: it is offered once. */
export function formatsFor(dataType: DataType): readonly TypedFormat[] {
  const types = labelingTypesFor(dataType);
  return types.flatMap((type) =>
    type.importers.flatMap((format) =>
      format.id === UNLABELED_FORMAT && type !== types[0]
        ? []
        : [{ type, format }],
    ),
  );
}
