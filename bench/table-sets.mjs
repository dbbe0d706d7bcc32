/** The development tables: their columns, what is predicted from them, and splits that depend on the seed alone. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";

/** Name -> file, column that is predicted (null = the last), what it holds, columns that only name rows. */
const SETS = {
  bank: { file: "bank", target: "deposit", kind: "discrete" },
  "wine type": { file: "wine", target: "type", kind: "discrete" },
  titanic: {
    file: "titanic",
    target: "Survived",
    kind: "discrete",
    left: ["PassengerId", "Name", "Ticket"],
  },
  heart_disease: { file: "heart_disease", target: null, kind: "discrete" },
  glass: { file: "glass", target: "Type", kind: "discrete" },
  iris: { file: "iris", target: "species", kind: "discrete" },
  diamond: { file: "diamond", target: "Price", kind: "continuous" },
  insurance: { file: "insurance", target: "charges", kind: "continuous" },
  boston: { file: "boston", target: "medv", kind: "continuous" },
  "wine quality": { file: "wine", target: "quality", kind: "continuous" },
};

export const tableSetNames = Object.keys(SETS);

const toNumber = (text) => {
  const plain = text.replace(/[$,]/g, "").trim();
  return plain === "" ? Number.NaN : Number(plain);
};

/** Numbers where more than nine of ten values are. */
function columnOf(name, values, asWords) {
  const numbers = values.map(toNumber);
  const given = values.filter((value) => value.trim() !== "").length;
  const isNumber =
    !asWords && numbers.filter((n) => !Number.isNaN(n)).length > 0.9 * given;
  if (isNumber)
    return {
      name,
      type: "double",
      data: { kind: "numbers", values: Float64Array.from(numbers) },
    };
  const words = [...new Set(values.filter((value) => value !== ""))];
  const place = new Map(words.map((word, i) => [word, i]));
  const codes = Int32Array.from(values, (value) => place.get(value) ?? -1);
  return { name, type: "string", data: { kind: "words", words, codes } };
}

/** @returns the table, the label column, and the cells of each row by column. */
export function readTableSet(folder, name) {
  const { file, target, kind, left = [] } = SETS[name];
  const text = readFileSync(join(folder, "tables", `${file}.csv`), "utf8");
  const [head, ...rows] = Papa.parse(text.replace(/^\ufeff/, "").trim()).data;
  const names = head.map((column) => column.trim());
  const label = { name: target ?? names.at(-1), type: kind };
  const columns = names.flatMap((column, i) =>
    left.includes(column)
      ? []
      : [
          columnOf(
            column,
            rows.map((row) => row[i] ?? ""),
            column === label.name && kind === "discrete",
          ),
        ],
  );
  return { table: { rows: rows.length, columns }, label };
}

/** The same rows of every column. */
export const rowsOf = (table, rows) => ({
  rows: rows.length,
  columns: table.columns.map((column) => ({
    ...column,
    data:
      column.data.kind === "numbers"
        ? {
            kind: "numbers",
            values: Float64Array.from(rows, (row) => column.data.values[row]),
          }
        : {
            ...column.data,
            codes: Int32Array.from(rows, (row) => column.data.codes[row]),
          },
  })),
});
