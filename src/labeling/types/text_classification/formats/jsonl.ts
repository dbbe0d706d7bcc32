/** JSON Lines: an object a line, with the text in one of its fields and the labels in another. */
import type { TextReading } from "#core/text-reading.ts";
import type { ImportFormat } from "#labeling/contract.ts";
import { headOf, textFormat, usableRows } from "#labeling/text-format.ts";
import { MANIFEST_TYPE } from "../manifest-type.ts";
import { guessColumns } from "./columns.ts";
import { LABEL_SEPARATOR, labelsIn } from "./lines.ts";

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line);
    const isObject =
      typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Fields) : null;
  } catch {
    return null;
  }
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value);

const plain = (value: unknown): string => (isPlain(value) ? String(value) : "");

/** Names of labels; null where the field holds something else, such as spans. */
function namesIn(value: unknown, labelSeparator: string): string[] | null {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value))
    return value.every(isPlain)
      ? [...new Set(value.map((name) => String(name).trim()))].filter(Boolean)
      : null;
  return isPlain(value) ? labelsIn(String(value), labelSeparator) : null;
}

/** The fields of the first objects, in the order they first come in. */
function keysOf(head: string): string[] {
  const lines = head.split(/\r?\n/).slice(0, 200);
  const keys = lines.flatMap((line) => Object.keys(fieldsOf(line) ?? {}));
  return [...new Set(keys)];
}

function settledOf(head: string, reading: TextReading) {
  const columns = keysOf(head);
  const cell = (value: unknown): string =>
    Array.isArray(value) ? value.map(plain).join(",") : plain(value);
  const rows = head
    .split(/\r?\n/)
    .slice(0, 200)
    .flatMap((line) => {
      const fields = fieldsOf(line);
      return fields ? [columns.map((key) => cell(fields[key]))] : [];
    });
  const guessed = guessColumns([columns, ...rows], {
    ...reading,
    hasHeader: true,
  }).reading;
  const { labelSeparator = LABEL_SEPARATOR } = reading;
  return { reading: { ...reading, labelSeparator, ...guessed }, columns };
}

export const jsonl: ImportFormat = textFormat({
  id: "JSONL",
  name: "JSONL",
  type: MANIFEST_TYPE,
  settings: ["columns", "labelSeparator"],
  takes: (files) => files.filter(({ path }) => /\.(jsonl|ndjson)$/i.test(path)),
  score: (head) => {
    const keys = keysOf(head);
    return keys.length === 0 || keys.includes("source") ? 0.2 : 0.9;
  },
  settle: settledOf,
  async *rows(file, reading, report) {
    const columns = keysOf(await headOf(file));
    const { textColumn = 0, labelColumn = null } = reading;
    const { labelSeparator = LABEL_SEPARATOR } = reading;
    const labelKey = labelColumn === null ? null : columns[labelColumn];
    const textKeys =
      textColumn === "rest"
        ? columns.filter((key) => key !== labelKey)
        : [columns[textColumn] ?? ""];
    for await (const { line, text } of usableRows(file, report)) {
      if (text.trim() === "") continue;
      const fields = fieldsOf(text);
      const fail = (rule: string, message: string, value: string): void =>
        report({
          severity: "error",
          rule,
          file: file.path,
          line,
          message,
          value: value.slice(0, 200),
        });
      if (!fields) {
        fail("jsonl.json", "The line is not a JSON object", text);
        continue;
      }
      const found = textKeys.map((key) => plain(fields[key])).filter(Boolean);
      const value = labelKey == null ? undefined : fields[labelKey];
      const labels = namesIn(value, labelSeparator);
      if (found.length === 0)
        fail(
          "jsonl.text",
          `The object has no text in ${textKeys.join(", ")}`,
          text,
        );
      else {
        if (labels === null)
          fail(
            "jsonl.label",
            "Labels must be a name or a list of names",
            JSON.stringify(value),
          );
        yield { line, text: found.join(" "), labels: labels ?? [] };
      }
    }
  },
});
