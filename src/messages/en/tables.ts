const number = new Intl.NumberFormat("en");
const count = (n: number, one: string, many: string): string =>
  `${number.format(n)} ${n === 1 ? one : many}`;

export const tables = {
  types: {
    string: "String",
    byte: "Byte",
    short: "Short",
    int: "Int",
    long: "Long",
    float: "Float",
    double: "Double",
    date: "Date",
    timestamp: "Timestamp",
    boolean: "Boolean",
  },
  tabs: { preview: "Preview", schema: "Schema" },
  rows: (n: number) => count(n, "row", "rows"),
  columns: (n: number) => count(n, "column", "columns"),
  emptyTitle: "The table has no rows",
  emptyText:
    "Drop CSV or Excel files anywhere on this page, or choose them. Several files with the same columns become one table.",
  row: "Row",
  goTo: "Go to row",
  missing: "missing",
  rowsOf: (name: string) => `Rows of ${name}`,
  facts: {
    rows: "Rows",
    columns: "Columns",
    ignored: "Ignored rows",
    bad: "Values that became null",
  },
  schema: {
    missing: "Missing",
    distinct: "Distinct",
    bad: "Became null",
    profiling: (done: number, total: number) =>
      `Looking at column ${String(Math.min(done + 1, total))} of ${String(total)}`,
    histogramOf: (name: string, min: string, max: string) =>
      `Distribution of ${name} from ${min} to ${max}`,
    topOf: (name: string) => `Most frequent values of ${name}`,
    mean: (mean: string) => `mean ${mean}`,
    allDiffer: "All values differ.",
    same: "One value in all rows: nothing can be learned from it.",
  },
  importReview: {
    files: (n: number) => count(n, "file", "files"),
    ignored: (n: number) => count(n, "ignored row", "ignored rows"),
    none: "No table was found in these files.",
    reading: "How the files are read",
    encoding: "Encoding",
    delimiter: "Delimiter",
    delimiters: {
      ",": "Comma",
      "\t": "Tab",
      ";": "Semicolon",
      "|": "Bar",
    } as Readonly<Record<string, string>>,
    detected: (name: string) => `Detected (${name})`,
    spreadsheet: "spreadsheet",
    header: "Contain Table Header",
    headerHint:
      "The first row of each file names the columns. Off: they are called attr_1, attr_2 and so on.",
    schema: "Schema",
    schemaText:
      "The narrowest type that loses nothing is proposed. A value that does not fit its type becomes null.",
    fixed: "The dataset has rows already: their schema is fixed.",
    nameOf: (n: number) => `Name of column ${String(n)}`,
    typeOf: (name: string) => `Type of ${name}`,
    decimalComma: "decimal comma",
    allFit: "All values fit",
    lost: (n: number) => `${count(n, "value becomes", "values become")} null`,
    empty: (n: number) => `${number.format(n)} missing`,
    badName: "Each column needs a name of its own",
    preview: (n: number) => `The first ${count(n, "row", "rows")}`,
    start: (n: number) => `Import ${count(n, "row", "rows")}`,
    readingAgain: "Reading the files",
  },
  outcome: {
    imported: (n: number) => `${count(n, "row was", "rows were")} imported.`,
    ignored: (n: number) =>
      `${count(n, "row was", "rows were")} ignored: the number of cells was not that of the columns.`,
    bad: (n: number) =>
      `${count(n, "value", "values")} did not fit the column's type and became null.`,
    toTraining: "Train a model",
  },
  project: {
    label: "Label Column",
    labelHint: "What the model predicts; all other columns are inputs.",
    type: "Label Column Data Type",
    types: {
      discrete: {
        label: "Discrete value",
        hint: "One of a few classes: a classifier is trained",
      },
      continuous: {
        label: "Continuous value",
        hint: "A number: a regressor is trained",
      },
    },
    looking: "Looking at the columns",
    guide: (rows: number, missing: string) =>
      `Guide: at least ${String(rows)} rows, less than ${missing} of each column missing, no dates`,
    breaks: (n: number) =>
      `The data breaks ${count(n, "rule", "rules")} of the guide: see Check Data, or take the relaxed rules.`,
    noDataset: "You need a table dataset with rows first.",
    mendText:
      "Import a mended table, or choose another label column in a new project.",
    toTable: "Look at the columns",
  },
  prediction: {
    loading: "Loading the model",
    row: "One row",
    unknown: "unknown",
    misfit: (type: string) => `No ${type}`,
    json: "Request JSON",
    jsonHint:
      "Follows the form, and the form follows it. Several rows are answered together.",
    noRequest: "A request holds rows as data.req_data",
    threshold: (label: string, share: string) =>
      `By the model's threshold: ${label} from ${share} on.`,
    file: "A file of rows",
    fileText: (n: number) =>
      `CSV or Excel with ${count(n, "column", "columns")}. It is a job: you may leave the page meanwhile. The answer is added as \`predict\`, and for classes how probable it is as \`probability\`.`,
    hasHeader: "The first row names the columns",
    hasHeaderHint:
      "By their names, columns may come in any order. Without, they go in the order of the form, or as `index` in the model's config.json says.",
    chooseFile: "Choose a file",
    predicted: (n: number) => `${count(n, "row was", "rows were")} predicted.`,
    lacking: (names: string) =>
      `Columns that the file lacks count as missing: ${names}.`,
    save: "Save the CSV file",
  },
  publish: {
    text: (n: number) =>
      `Freezes the ${count(n, "row", "rows")} of now. The version of a table dataset cannot be changed.`,
  },
  exportDialog: {
    text: "One CSV file with a header. Texts that start with = + - or @ get a Tab, so that no table program runs them; numbers stay numbers.",
    what: "What to export",
    now: (n: number) => `All rows of now (${number.format(n)})`,
    version: (name: string, n: number) =>
      `Version ${name} (${count(n, "row", "rows")})`,
    running: "Writing the CSV file",
  },
};
