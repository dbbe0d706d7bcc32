/** Texts in one file, their labels line by line in another: `X.txt` and `X_result.txt`. Source: data management 6.6. */
import { textRows, type TextRow } from "#formats/text-rows.ts";
import type { ImportFormat } from "#labeling/contract.ts";
import {
  type LabeledText,
  reportBytes,
  reportLong,
  type ReportProblem,
  type TextFile,
  textFormat,
} from "#labeling/text-format.ts";
import { MANIFEST_TYPE } from "../manifest-type.ts";
import {
  LABEL_SEPARATOR,
  labelsIn,
  RESULT,
  settledSeparators,
} from "./lines.ts";

const resultPath = (path: string): string =>
  path.replace(/(\.[^./]+)$/, "_result$1");

/** Line i of the labels belongs to line i of the texts; where one file is longer, that is reported. */
class Results {
  readonly #path: string;
  readonly #file: TextFile | null;
  readonly #texts: string;
  readonly #report: ReportProblem;
  readonly #rows: AsyncGenerator<TextRow> | null;
  #hasEnded = false;

  constructor(texts: TextFile, file: TextFile | null, report: ReportProblem) {
    this.#path = resultPath(texts.path);
    this.#file = file;
    this.#texts = texts.path;
    this.#report = report;
    this.#rows = file && textRows(file.blob, file.encoding);
    if (!file)
      this.#warn(`There is no ${this.#path}: the texts come without labels`);
  }

  /** @returns what stands beside a line of the texts. */
  async next({ line, text }: TextRow): Promise<string> {
    if (!this.#file || !this.#rows || this.#hasEnded) return "";
    const next = await this.#rows.next();
    if (!next.done) {
      reportBytes(this.#file, next.value, this.#report);
      return next.value.text;
    }
    this.#hasEnded = true;
    if (text.trim() !== "")
      this.#warn(
        `${this.#path} ends before this line: texts from here on come without labels`,
        line,
      );
    return "";
  }

  /** Labels that no text is left for. @param last line of the texts. */
  async finish(last: number): Promise<void> {
    if (!this.#rows || this.#hasEnded) return;
    for await (const { line, text } of this.#rows)
      if (text.trim() !== "")
        this.#report({
          severity: "error",
          rule: "text.pair",
          file: this.#path,
          line,
          message: `The line has no text: ${this.#texts} ends at line ${String(last)}`,
          value: text.slice(0, 200),
        });
  }

  #warn(message: string, line?: number): void {
    this.#report({
      severity: "warning",
      rule: "text.pair",
      file: this.#texts,
      ...(line === undefined ? {} : { line }),
      message,
    });
  }
}

async function* pairedRows(
  file: TextFile,
  result: TextFile | null,
  labelSeparator: string,
  report: ReportProblem,
): AsyncGenerator<LabeledText> {
  const results = new Results(file, result, report);
  let line = 0;
  for await (const row of textRows(file.blob, file.encoding)) {
    line = row.line;
    const labels = labelsIn(await results.next(row), labelSeparator);
    if (row.isTooLong) {
      reportLong(file, line, row.text, report);
      continue;
    }
    reportBytes(file, row, report);
    yield { line, text: row.text, labels };
  }
  await results.finish(line);
}

export const pairs: ImportFormat = textFormat({
  id: "MA_TEXT_CLASSIFICATION_V1",
  name: "ModelArts text classification 1.0",
  type: MANIFEST_TYPE,
  settings: ["labelSeparator"],
  // A text without a result comes unlabeled; a result without a text is told of as not read.
  takes: (files) =>
    files.filter(
      ({ path }) => /\.(txt|csv)$/i.test(path) && !RESULT.test(path),
    ),
  score: (_head, files) => {
    const paths = new Set(files.map(({ path }) => path));
    return [...paths].some((path) => paths.has(resultPath(path))) ? 0.95 : 0;
  },
  settle: (_head, reading) => ({ reading: settledSeparators(reading) }),
  async *rows(file, { labelSeparator = LABEL_SEPARATOR }, report, others) {
    const result = await others(resultPath(file.path));
    yield* pairedRows(file, result, labelSeparator, report);
  },
  reads: ({ path }, files) => {
    const isResult = RESULT.test(path);
    const texts = path.replace(RESULT, "$1");
    return isResult && files.some((file) => file.path === texts);
  },
});
