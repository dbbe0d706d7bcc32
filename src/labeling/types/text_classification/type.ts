/** Labels for whole texts, one or several. Source: data management 6.6, 7, 11.9. */
import { defineLabelingType } from "#labeling/contract.ts";
import {
  wholeLabelsCodec,
  type WholeLabels,
} from "#labeling/whole-labels/annotation.ts";
import {
  combineExport,
  csvExport,
  jsonlExport,
  manifestExport,
  pairsExport,
} from "./exporters.ts";
import { jsonl } from "./formats/jsonl.ts";
import { combine, plainText } from "./formats/lines.ts";
import { textManifest } from "./formats/manifest.ts";
import { pairs } from "./formats/pairs.ts";
import { csv } from "./formats/table.ts";
import { MANIFEST_TYPE } from "./manifest-type.ts";

export default defineLabelingType<"text_classification", WholeLabels>({
  id: "text_classification",
  dataType: "text",
  manifestTypes: [MANIFEST_TYPE],
  holdsTexts: true,
  labelsWhole: true,
  importers: [plainText, combine, pairs, csv, jsonl, textManifest],
  exporters: [
    combineExport,
    pairsExport,
    csvExport,
    jsonlExport,
    manifestExport,
  ],
  ...wholeLabelsCodec(MANIFEST_TYPE),
});
