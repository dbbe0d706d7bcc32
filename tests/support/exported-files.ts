/** An export to memory, by the code that writes archives and folders, and back to source files. */
import type { BlobHash } from "#core/ids.ts";
import type { Usage } from "#core/labeling-job.ts";
import type { VersionEntry } from "#core/version.ts";
import { manifestLine } from "#formats/manifest.ts";
import type {
  ExportFormat,
  LabelingType,
  LabelNames,
  SampleInfo,
  SourceFile,
} from "#labeling/contract.ts";
import { TreeExport } from "#workers/export-tree.ts";

/** In the tests an id is its own name. */
export const names: LabelNames = {
  nameOf: (id) => id,
  idOf: (name) => name as ReturnType<LabelNames["idOf"]>,
};

export const sourceFile = (path: string, content: Blob): SourceFile => ({
  path,
  bytes: content.size,
  text: () => content.text(),
  blob: async () => content,
});

export interface ToExport {
  readonly sample: SampleInfo;
  readonly annotation: unknown;
  readonly usage?: Usage | null;
  /** The picture; left out = an empty file. */
  readonly file?: Blob;
}

/** What lies on the disk after an export. */
export async function exportedFiles(
  type: LabelingType,
  format: ExportFormat,
  samples: readonly ToExport[],
  labels: readonly string[],
): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  const addFile = async (path: string, file: Blob | Uint8Array<ArrayBuffer>) =>
    void files.push(sourceFile(path, new Blob([file])));
  const writer = {
    addFile,
    addText: (path: string, text: string) => addFile(path, new Blob([text])),
    close: async () => undefined,
  };
  const tree = new TreeExport(writer, type, format, labels);
  const lines: string[] = [];
  for (const [i, one] of samples.entries()) {
    const { sample, annotation, usage = null, file = new Blob() } = one;
    const encoded = type.encode(annotation, { names, sample });
    const used = type.labelsOf(annotation);
    const hard = { coefficient: 0.5, reasons: "1-20" };
    const entry: VersionEntry = {
      ...sample,
      sampleId: String(i),
      hash: "" as BlobHash,
      bytes: 0,
      mime: "image/jpeg",
      state:
        used.length > 0 || type.saysNone?.(annotation)
          ? "labeled"
          : "unlabeled",
      usage,
      hard,
      labels: used,
      annotation: encoded.annotations,
      sideFiles: encoded.sideFiles,
    };
    const { path } = await tree.add(entry, file);
    const annotations = encoded.annotations;
    lines.push(
      manifestLine({
        source: sample.text === undefined ? path : `content://${sample.text}`,
        id: String(i),
        usage,
        hard,
        notes: {
          path: null,
          isProposed: false,
          ...(i === 0 ? { labels: labels.map((name) => ({ name })) } : {}),
        },
        annotations,
      }),
    );
  }
  await tree.end();
  if (format.id === "manifest")
    files.push(sourceFile("V001.manifest", new Blob(lines)));
  return files;
}
