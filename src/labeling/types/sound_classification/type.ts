/** Labels for whole recordings, one or several. Source: data management 6.7, 7, 11.11. */
import { defineLabelingType } from "#labeling/contract.ts";
import { manifestTree } from "#labeling/export-formats.ts";
import { manifestFormat, unlabeledFormat } from "#labeling/import-formats.ts";
import { isSound } from "#labeling/media-files.ts";
import {
  wholeLabelsCodec,
  type WholeLabels,
} from "#labeling/whole-labels/annotation.ts";
import {
  folderExport,
  folderImport,
} from "#labeling/whole-labels/folder-format.ts";

const MANIFEST_TYPE = "modelarts/audio_classification";

const folders = {
  id: "MA_AUDIO_CLASSIFICATION_DIR_V1",
  name: "ModelArts audio classification dir 1.0",
  manifestType: MANIFEST_TYPE,
  isMedia: isSound,
} as const;

export default defineLabelingType<"sound_classification", WholeLabels>({
  id: "sound_classification",
  dataType: "audio",
  manifestTypes: [MANIFEST_TYPE],
  labelsWhole: true,
  importers: [
    unlabeledFormat(isSound),
    folderImport(folders),
    manifestFormat([MANIFEST_TYPE], isSound),
  ],
  exporters: [
    folderExport(folders, [
      "recordingsCopied",
      "recordingsOnTop",
      "recordingsFolders",
      "folderNames",
      "noPartsNorProposals",
    ]),
    manifestTree,
  ],
  ...wholeLabelsCodec(MANIFEST_TYPE),
});
