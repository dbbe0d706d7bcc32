/** Rows with columns; what is learned is one of the columns, so there is nothing to label. Source: data management 2.1, 3.3. */
import { AppError } from "#core/errors.ts";
import { defineLabelingType } from "#labeling/contract.ts";

export default defineLabelingType<"table", null>({
  id: "table",
  dataType: "table",
  manifestTypes: [],
  importers: [],
  exporters: [],
  empty: () => null,
  parse: (value) => {
    if (value === null) return null;
    throw new AppError("format", "`annotation` of a table must be null", {
      path: "annotation",
    });
  },
  encode: () => ({ annotations: [], sideFiles: [] }),
  decode: async () => null,
  labelsOf: () => [],
  relabel: () => null,
});
