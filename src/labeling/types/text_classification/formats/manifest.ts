/** Manifests whose samples are texts: `content://` and the text itself, or a file of it. Source: data management 7. */
import { parseManifestLine } from "#formats/manifest.ts";
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
const isManifest = ({ path }: SourceFile): boolean => /\.manifest$/i.test(path);

export const textManifest: ImportFormat = {
  id: "manifest",
  name: NAME,
  async detect(files) {
    const manifest = files.find(isManifest);
    if (!manifest) return 0;
    const head = await headOf(await openText(manifest, {}));
    return head.includes(MANIFEST_TYPE) || head.includes(CONTENT) ? 1 : 0.6;
  },
  async *read(files, report, { reading = {} } = {}) {
    const others = files.filter((file) => !isManifest(file));
    const byPath = new Map(others.map((file) => [file.path, file]));
    const finder = new SourceFinder([...byPath.keys()]);
    const named = new Set<string>();
    const textOf = async (path: string): Promise<string> => {
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
        const path = parsed.source.startsWith(CONTENT)
          ? null
          : finder.find(parsed.source, file.path);
        const isInline = parsed.source.startsWith(CONTENT);
        if (!isInline && path === null) {
          report({
            ...at,
            severity: "error",
            rule: "manifest.missing",
            message:
              "The file that `source` names is not among the imported files",
            value: parsed.source.slice(0, 200),
          });
          continue;
        }
        const text =
          path === null
            ? parsed.source.slice(CONTENT.length)
            : await textOf(path);
        const annotations = parsed.annotations.filter(
          ({ type }) => type === MANIFEST_TYPE,
        );
        const labels = annotations.map(({ name }) => String(name));
        if (!isUsable({ text, line, labels }, file, report)) continue;
        if (annotations.length < parsed.annotations.length)
          report({
            ...at,
            severity: "warning",
            rule: "manifest.type",
            message: `Annotations of other types than ${MANIFEST_TYPE} are left out`,
            value: parsed.annotations
              .map(({ type }) => String(type))
              .join(", ")
              .slice(0, 200),
          });
        const { notes, usage, hard } = parsed;
        yield {
          path: `${file.path}:${String(line)}`,
          text,
          annotations,
          usage,
          hard,
          isProposed: notes.isProposed,
          ...(notes.path === null ? {} : { samplePath: notes.path }),
        };
      }
    }
    for (const file of others)
      if (!named.has(file.path)) reportSkipped(file, NAME, report);
  },
};
