/** A text classifier as files: `model.json`, the hashes of its features, its numbers, and the guide's `config.json`. */
import { AppError } from "#core/errors.ts";
import type { ModelFiles } from "#core/model.ts";
import {
  jsonBody,
  jsonFile,
  type ModelMetrics,
  modelConfig,
} from "../model-config.ts";
import {
  decodeSections,
  encodeSections,
  type Section,
} from "../number-sections.ts";
import { modelJson } from "../model-json.ts";
import type { LinearClasses } from "./linear-classes.ts";
import { boundaries } from "./linear-classes.ts";
import { type TextSettings, textSettings } from "./text-settings.ts";
import type { Reading } from "./units.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface TextModel {
  readonly labels: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly fits: LinearClasses;
  /** Makes confidence mean what it says. */
  readonly temperature: number;
}

/** Each way of reading is a format of its own: who does not know it must not predict with it. */
const FORMATS: Readonly<Record<string, Reading>> = {
  "gleaner-text-1": 1,
  "gleaner-text-2": 2,
  "gleaner-text-3": 3,
};
const [HEAD, HASHES, NUMBERS] = ["model.json", "hashes.bin", "weights.bin"];

interface Head {
  readonly format: string;
  readonly labels: readonly string[];
  readonly pieces: boolean;
  readonly temperature: number;
  readonly biases: readonly number[];
  readonly table: readonly Section[];
  /** Left out by older versions of the app: `format` and `pieces` say the same in short. */
  readonly settings?: TextSettings;
}

/** Source: ExeML 1.13. */
const REQUEST = jsonBody({ text: { type: "string" } });
const responseOf = (labels: readonly string[]) => ({
  predicted_label: { type: "string", enum: labels },
  score: { type: "number" },
});

/** @param algorithm `model_algorithm` of config.json. */
export function encodeTextModel(
  { labels, vocabulary, fits, temperature }: TextModel,
  algorithm: string,
  metrics: ModelMetrics,
): ModelFiles {
  const { hashes, idf, pieces, reading } = vocabulary;
  const { table, bytes } = encodeSections([
    { name: "idf", values: idf, precision: "float16" },
    ...fits.map(({ weights }, i) => ({
      name: `weights-${String(i)}`,
      values: weights,
      precision: "float16" as const,
    })),
  ]);
  const biases = fits.map(({ bias }) => bias);
  const settings = textSettings(vocabulary, hashes.length);
  const own = { labels, pieces, temperature, biases, table, settings };
  const head: Head = { format: `gleaner-text-${String(reading)}`, ...own };
  return {
    files: {
      "config.json": jsonFile(
        modelConfig(
          { algorithm, type: "Gleaner", metrics },
          REQUEST,
          responseOf(labels),
        ),
      ),
      [HEAD]: jsonFile(head),
      [HASHES]: new Uint8Array(Uint32Array.from(hashes).buffer),
      [NUMBERS]: bytes,
    },
  };
}

const broken = (message: string): never => {
  throw new AppError("model", message);
};

function headOf(bytes: Uint8Array | undefined): Head {
  if (!bytes) return broken(`${HEAD} is missing`);
  const head = modelJson(bytes, HEAD) as Head;
  const { format, labels, biases, temperature, table } = head;
  if (!Object.hasOwn(FORMATS, format))
    return broken(
      `\`format\` must be ${Object.keys(FORMATS).join(" or ")}, not ${String(format)}`,
    );
  if (!Array.isArray(labels) || labels.length < 2)
    return broken("`labels` must name two labels or more");
  if (!Array.isArray(biases) || biases.length !== boundaries(labels.length))
    return broken("`biases` must hold one number per boundary");
  if (!(temperature > 0)) return broken("`temperature` must be above 0");
  if (!Array.isArray(table)) return broken("`table` must be a list");
  return head;
}

/** @throws AppError('model') when a file is missing, damaged or of another kind. */
export function decodeTextModel({ files }: ModelFiles): TextModel {
  const { format, labels, pieces, temperature, biases, table, settings } =
    headOf(files[HEAD]);
  const reading = FORMATS[format] ?? 1;
  const [raw, numbers] = [files[HASHES], files[NUMBERS]];
  if (!raw || raw.length % 4 !== 0)
    return broken(`${HASHES} is missing or damaged`);
  if (!numbers) return broken(`${NUMBERS} is missing`);
  const hashes = new Uint32Array(raw.slice().buffer);
  const own = textSettings({ reading, pieces }, hashes.length);
  if (settings && JSON.stringify(settings) !== JSON.stringify(own))
    return broken("`settings` are not those that `format` stands for");
  const sections = decodeSections(table, numbers);
  const column = (name: string): Float32Array => {
    const values = sections.get(name);
    if (values?.length !== hashes.length)
      return broken(`${name} must hold one number per feature`);
    return Float32Array.from(values);
  };
  return {
    labels,
    temperature,
    vocabulary: { hashes, pieces, reading, idf: column("idf") },
    fits: biases.map((bias, i) => ({
      bias,
      weights: column(`weights-${String(i)}`),
    })),
  };
}
