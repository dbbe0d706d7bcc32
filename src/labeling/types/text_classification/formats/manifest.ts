/** Manifests whose samples are texts: `content://` and the text itself, or a file of it. Source: data management 7. */
import { type ManifestLine, parseManifestLine } from "#formats/manifest.ts";
import { textLines } from "#formats/text-lines.ts";
import type { ImportFormat, SourceFile } from "#labeling/contract.ts";
import {
  headOf,
  isUsable,
  openText,
  reportBytes,
  reportSkipped,
} from "#labeling/text-format.ts";
import { SourceFinder } from "#labeling/source-finder.ts";
import { MANIFEST_TYPE } from "../manifest-type.ts";

const NAME = "Manifest";
const CONTENT = "content://";
const noLabels = (): void => undefined;
const isManifest = ({ path }: SourceFile): boolean => /\.manifest$/i.test(path);

const factsOf = ({
  usage,
  hard,
  notes: { path, isProposed },
}: ManifestLine) => ({
  usage,
  hard,
  isProposed,
  ...(path === null ? {} : { samplePath: path }),
});

const missing = ({ source }: ManifestLine) => ({
  severity: "error" as const,
  rule: "manifest.missing",
  message: "The file that `source` names is not among the imported files",
  value: source.slice(0, 200),
});

const wrongTypes = ({ annotations }: ManifestLine) => ({
  severity: "warning" as const,
  rule: "manifest.type",
  message: `Annotations of other types than ${MANIFEST_TYPE} are left out`,
  value: annotations
    .map(({ type }) => String(type))
    .join(", ")
    .slice(0, 200),
});

export const textManifest: ImportFormat = {
  id: "manifest",
  name: NAME,
  async detect(files) {
    const manifest = files.find(isManifest);
    if (!manifest) return 0;
    const head = await headOf(await openText(manifest, {}));
    return head.includes(MANIFEST_TYPE) || head.includes(CONTENT) ? 1 : 0.6;
  },
  async *read(files, report, { reading = {}, tellLabels = noLabels } = {}) {
    const others = files.filter((file) => !isManifest(file));
    const byPath = new Map(others.map((file) => [file.path, file]));
    const finder = new SourceFinder([...byPath.keys()]);
    const named = new Set<string>();
    const textOf = async (
      path: string | null,
      source: string,
    ): Promise<string> => {
      if (path === null) return source.slice(CONTENT.length);
      named.add(path);
      const file = byPath.get(path);
      return file ? (await file.text()).replace(/^\ufeff/, "") : "";
    };
    for (const source of files.filter(isManifest)) {
      const file = await openText(source, reading);
      // Whatever its bytes look like: a manifest is UTF-8.
      const utf8 = { ...file, encoding: "utf-8" } as const;
      let line = 0;
      for await (const row of textLines(file.blob)) {
        line += 1;
        const at = { file: file.path, line };
        reportBytes(utf8, { line, text: row }, report);
        const parsed = parseManifestLine(row, line, (problem) =>
          report({ ...problem, file: file.path }),
        );
        if (!parsed) continue;
        tellLabels(parsed.notes.labels ?? []);
        const isInline = parsed.source.startsWith(CONTENT);
        const path = isInline ? null : finder.find(parsed.source, file.path);
        if (!isInline && path === null) {
          report({ ...at, ...missing(parsed) });
          continue;
        }
        const text = await textOf(path, parsed.source);
        const annotations = parsed.annotations.filter(
          ({ type }) => type === MANIFEST_TYPE,
        );
        const labels = annotations.map(({ name }) => String(name));
        if (!isUsable({ text, line, labels }, file, report)) continue;
        if (annotations.length < parsed.annotations.length)
          report({ ...at, ...wrongTypes(parsed) });
        yield {
          path: `${file.path}:${String(line)}`,
          text,
          annotations,
          ...factsOf(parsed),
        };
      }
    }
    for (const file of others)
      if (!named.has(file.path)) reportSkipped(file, NAME, report);
  },
};
