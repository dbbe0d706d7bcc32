/** Labels for whole pictures, one or several. Source: data management 6.1, 6.2, 7, 11.5. */
import { defineLabelingType } from "#labeling/contract.ts";
import { manifestTree } from "#labeling/export-formats.ts";
import { manifestFormat, unlabeledFormat } from "#labeling/import-formats.ts";
import { isImage } from "#labeling/media-files.ts";
import {
  wholeLabelsCodec,
  type WholeLabels,
} from "#labeling/whole-labels/annotation.ts";
import {
  folderPerLabel,
  imageNet,
  labelText,
  labelTextExport,
} from "./formats.ts";

const MANIFEST_TYPE = "modelarts/image_classification";

export default defineLabelingType<"image_classification", WholeLabels>({
  id: "image_classification",
  dataType: "image",
  manifestTypes: [MANIFEST_TYPE],
  labelsWhole: true,
  importers: [
    unlabeledFormat(isImage),
    imageNet,
    labelText,
    manifestFormat([MANIFEST_TYPE], isImage),
  ],
  exporters: [folderPerLabel, labelTextExport, manifestTree],
  ...wholeLabelsCodec(MANIFEST_TYPE),
});
