import { toAppError } from "#core/errors.ts";
import type { Problem } from "#core/problems.ts";
import { parseVoc } from "#formats/voc-xml.ts";
import type {
  FoundSample,
  ImportFormat,
  ManifestAnnotation,
} from "#labeling/contract.ts";
import { manifestFormat } from "#labeling/import-formats.ts";
import { isImage } from "#labeling/media-files.ts";
import { entriesOf, extraOf } from "../inline.ts";
import type { ObjectKind } from "../object-kind.ts";

/** The objects of the label file that an entry names; the entry itself where that has none. */
async function opened(
  kind: ObjectKind,
  entry: ManifestAnnotation,
  { readSideFile }: FoundSample,
  report: (problem: Problem) => void,
): Promise<readonly ManifestAnnotation[]> {
  const place = entry["annotation-loc"];
  const text = typeof place === "string" && (await readSideFile?.(place));
  if (typeof place !== "string" || typeof text !== "string") return [entry];
  const tell = (rule: string, message: string, value?: string): void =>
    report({
      severity: "error",
      rule,
      file: place,
      message,
      ...(value === undefined ? {} : { value }),
    });
  try {
    const labels = parseVoc(
      text,
      ({ rule, message, value }) => tell(rule, message, value),
      kind,
    );
    const entries = entriesOf(kind, { name: "", ...labels }, extraOf(entry));
    return entries.length > 0 ? entries : [entry];
  } catch (error) {
    tell("voc.file", toAppError(error).message);
    return [];
  }
}

/** A manifest with its label files opened, so that their labels are known before the import. */
export function objectManifest(kind: ObjectKind): ImportFormat {
  const manifest = manifestFormat([kind.manifestType], isImage);
  return {
    ...manifest,
    async *read(files, report, options) {
      for await (const sample of manifest.read(files, report, options)) {
        const annotations: ManifestAnnotation[] = [];
        for (const entry of sample.annotations)
          annotations.push(...(await opened(kind, entry, sample, report)));
        yield { ...sample, annotations };
      }
    },
  };
}
