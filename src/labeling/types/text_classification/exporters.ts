/** What texts and their labels are written as. Source: data management 6.6, 9.1, 9.3. */
import { GrowingText } from "#formats/growing-text.ts";
import { csvLine } from "#formats/text-table.ts";
import type { ExportFormat, ExportSample } from "#labeling/contract.ts";
import { eachAlone } from "#labeling/export-formats.ts";
import { LABEL_SEPARATOR, SEPARATOR } from "./formats/lines.ts";

/** Nothing lies beside the files over all samples. */
const NOWHERE = { mediaPaths: [], files: [] };

const oneLine = (text: string): string => text.replace(/\r\n?|\n/g, " ");

const labelText = ({ labels }: ExportSample): string =>
  labels
    .map((label) => oneLine(label).replace(/[\t,]/g, " ").trim())
    .join(LABEL_SEPARATOR);

interface Written {
  readonly path: string;
  readonly head?: string;
  readonly line: (sample: ExportSample, text: string) => string;
}

/** Files that get a piece of every sample. */
const growing =
  (written: readonly Written[]): ExportFormat["begin"] =>
  () => {
    const files = written.map(({ path, head = "", line }) => {
      const text = new GrowingText();
      text.add(head);
      return { path, line, text };
    });
    return {
      place: (sample) => {
        for (const { line, text } of files)
          text.add(line(sample, sample.text ?? ""));
        return NOWHERE;
      },
      end: () =>
        files.map(({ path, text }) => ({ path, content: text.blob() })),
    };
  };

/** A text with the separator in it has one behind it, so that its end is no label. */
function combinedLine(sample: ExportSample, text: string): string {
  const [row, labels] = [oneLine(text), labelText(sample)];
  const isPlain = labels === "" && !row.includes(SEPARATOR);
  return isPlain ? `${row}\n` : `${row}${SEPARATOR}${labels}\n`;
}

export const combineExport: ExportFormat = {
  id: "MA_TEXT_CLASSIFICATION_COMBINE_V1",
  name: "ModelArts text classification combine 1.0",
  losses: ["noLineEnds", "noCommasNorTabs", "onlyLabels"],
  begin: growing([{ path: "texts.txt", line: combinedLine }]),
};

export const pairsExport: ExportFormat = {
  id: "MA_TEXT_CLASSIFICATION_V1",
  name: "ModelArts text classification 1.0",
  losses: ["noLineEnds", "noCommas", "onlyLabels"],
  begin: growing([
    { path: "texts.txt", line: (_, text) => `${oneLine(text)}\n` },
    { path: "texts_result.txt", line: (sample) => `${labelText(sample)}\n` },
  ]),
};

export const csvExport: ExportFormat = {
  id: "CSV",
  name: "CSV",
  losses: ["tabbedCells", "noCommas", "onlyLabels"],
  begin: growing([
    {
      path: "texts.csv",
      head: csvLine(["text", "label"]),
      line: (sample, text) => csvLine([text, labelText(sample)]),
    },
  ]),
};

export const jsonlExport: ExportFormat = {
  id: "JSONL",
  name: "JSONL",
  losses: ["onlyLabels"],
  begin: growing([
    {
      path: "texts.jsonl",
      line: ({ labels }, text) =>
        `${JSON.stringify({ text, label: labels })}\n`,
    },
  ]),
};

/** The exporter writes the texts into the manifest itself. */
export const manifestExport: ExportFormat = {
  id: "manifest",
  name: "Manifest",
  losses: [],
  holdsProposals: true,
  begin: eachAlone(() => NOWHERE),
};
