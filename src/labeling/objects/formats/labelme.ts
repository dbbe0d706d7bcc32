/** LabelMe: the JSON of its desktop tool, and the XML of the web tool that was before. */
import { parseLabelMeXml } from "#formats/labelme-xml.ts";
import { type LabelMeOptions, parseLabelMe } from "#formats/labelme.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { endsOf, headOf, shareOf, those, withSuffix } from "../look.ts";
import type { ObjectKind } from "../object-kind.ts";
import { eachFile, pictureFormat } from "../picture-format.ts";

const labelFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.(json|xml)$/i);

const isXml = ({ path }: SourceFile): boolean => /\.xml$/i.test(path);

async function isLabelMe(file: SourceFile): Promise<boolean> {
  if (isXml(file)) {
    const text = await headOf(file);
    return /<annotation>/.test(text) && /<pt>|<imagesize>/.test(text);
  }
  const text = await endsOf(file);
  return /"shapes"\s*:\s*\[/.test(text) && /"image(Path|Data)"\s*:/.test(text);
}

/** Masks are in PNG files inside the text; their reader is loaded where there is one. */
async function optionsFor(
  { takesRegions }: ObjectKind,
  text: string,
): Promise<LabelMeOptions> {
  if (!takesRegions || !text.includes('"mask"')) return { takesRegions };
  const { maskFromBase64 } = await import("#formats/png-values.ts");
  return { takesRegions, readMask: maskFromBase64 };
}

/** The picture beside the file, when the file does not name one. */
const withoutSuffix = (path: string): string =>
  path.replace(/\.(json|xml)$/i, "");

export const labelMeImport = (kind: ObjectKind) =>
  pictureFormat(kind, {
    id: "LABELME",
    name: "LabelMe",
    async detect(files) {
      const share = await shareOf(labelFiles(files), isLabelMe);
      return share === 0 ? 0 : 0.9 + 0.06 * share;
    },
    async *read(files, context) {
      const found = await those(labelFiles(files), isLabelMe);
      yield* eachFile(found, context, async (file, report) => {
        const text = await file.text();
        const labels = isXml(file)
          ? parseLabelMeXml(text, report)
          : parseLabelMe(text, report, await optionsFor(kind, text));
        return [{ ...labels, name: labels.name || withoutSuffix(file.path) }];
      });
    },
  });
