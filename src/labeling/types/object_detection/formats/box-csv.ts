import { usageOfPath } from "#formats/picture-labels.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { headOf, shareOf, those, withSuffix } from "#labeling/objects/look.ts";
import { eachFile, pictureFormat } from "#labeling/objects/picture-format.ts";
import { detection } from "../kind.ts";

const csvFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.csv$/i);

/** Loaded when there is a table: others need no reader of CSV. */
const csv = () => import("#formats/box-csv.ts");

const isTable = async (file: SourceFile): Promise<boolean> =>
  (await csv()).isBoxCsv(await headOf(file));

export const boxCsvImport = pictureFormat(detection, {
  id: "BOX_CSV",
  name: "CSV of boxes",
  async detect(files) {
    const share = await shareOf(csvFiles(files), isTable);
    return share === 0 ? 0 : 0.85 + 0.05 * share;
  },
  async *read(files, context) {
    const found = await those(csvFiles(files), isTable);
    yield* eachFile(found, context, async (file, report) => {
      const usage = usageOfPath(file.path.split("/").at(-1) ?? "");
      const { parseBoxCsv } = await csv();
      const pictures = parseBoxCsv(await file.text(), report);
      return pictures.map((labels) => ({ ...labels, usage }));
    });
  },
});
