/** Any files, kept and given back as they are; there is nothing to label. Source: data management 2.1, 2.2. */
import { AppError } from "#core/errors.ts";
import { defineLabelingType, type ExportFormat } from "#labeling/contract.ts";
import { eachAlone } from "#labeling/export-formats.ts";
import { unlabeledFormat } from "#labeling/import-formats.ts";

const copy: ExportFormat = {
  id: "copy",
  name: "All files",
  readAs: "unlabeled",
  losses: ["numberedCases"],
  begin: eachAlone(({ path }) => ({ mediaPaths: [path], files: [] })),
};

export default defineLabelingType<"free_format", null>({
  id: "free_format",
  dataType: "free_format",
  manifestTypes: [],
  importers: [unlabeledFormat(() => true)],
  exporters: [copy],
  empty: () => null,
  parse: (value) => {
    if (value === null) return null;
    throw new AppError(
      "format",
      "`annotation` of free-format files must be null",
      { path: "annotation" },
    );
  },
  encode: () => ({ annotations: [], sideFiles: [] }),
  decode: async () => null,
  labelsOf: () => [],
  relabel: () => null,
});
