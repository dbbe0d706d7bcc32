/**
 * A model of tables as files, with all that answering takes: `config.json` of the guide, `model.json`
 * (columns, their bins, how members are mixed and tempered), `trees-1.json` ... with a member's trees
 * each, and `numbers.bin` with the weights of linear and kernel members, little-endian, as `arrays` lists them.
 */
import { AppError } from "#core/errors.ts";
import type { ModelFiles } from "#core/model.ts";
import type { Column, LabelColumn } from "#core/table.ts";
import type { Evaluation } from "#core/training.ts";
import { jsonBody, jsonFile, listOf, modelConfig } from "../model-config.ts";
import { modelJson } from "../model-json.ts";
import { ArrayReader, ArrayWriter, type KeptArray } from "./array-file.ts";
import type { Binning } from "./bins.ts";
import { type DenseColumn, denseWidth } from "./dense-columns.ts";
import type { InputColumn } from "./encoding.ts";
import { type KeptFit, keepFit, readFit } from "./kept-fits.ts";
import { readTreesText, treesText } from "./readable-trees.ts";
import type { TableMember, TableModel } from "./table-model.ts";
import type { Trees } from "./trees.ts";

const encoder = new TextEncoder();
const FORMAT = "gleaner-table-2";
/** Trees and bins lay in `numbers.bin`. */
const OLDER = "gleaner-table-1";
const [HEAD, NUMBERS] = ["model.json", "numbers.bin"];

type KeptBinning =
  | { readonly kind: "numbers"; readonly edges: readonly number[] | number }
  | { readonly kind: "words"; readonly words: readonly string[] };

interface KeptInput extends Column {
  readonly binning: KeptBinning;
  readonly dense: DenseColumn;
}

interface KeptMember extends Omit<TableMember, "fitted"> {
  readonly fit: KeptFit;
}

interface Head {
  readonly format: string;
  readonly label: LabelColumn;
  readonly labels: readonly string[];
  readonly given: readonly Column[];
  readonly inputs: readonly KeptInput[];
  readonly members: readonly KeptMember[];
  readonly temperature: number;
  readonly arrays: readonly KeptArray[];
}

const isNumber = ({ type }: Column): boolean =>
  type !== "string" &&
  type !== "boolean" &&
  type !== "date" &&
  type !== "timestamp";

/** The request and the answer of ExeML 1.13: rows in `req_data`, one answer each in `resp_data`. `index`: 5.11. */
function configOf(
  { given, label, labels }: TableModel,
  algorithm: string,
  evaluation: Evaluation,
): unknown {
  const fields = Object.fromEntries(
    given.map((column, index) => [
      column.name,
      { type: isNumber(column) ? "number" : "string", index },
    ]),
  );
  const row = { type: "object", properties: fields };
  const answer = {
    type: "object",
    properties: {
      predict:
        label.type === "discrete"
          ? { type: "string", enum: labels }
          : { type: "number" },
      ...(label.type === "discrete" && {
        probabilities: {
          type: "object",
          properties: Object.fromEntries(
            labels.map((one) => [one, { type: "number" }]),
          ),
        },
      }),
    },
  };
  const inData = (name: string, item: unknown) => ({
    data: { type: "object", properties: { [name]: listOf(item) } },
  });
  const metrics = evaluation.kind === "classification" ? evaluation : null;
  return modelConfig(
    { algorithm, type: "Gleaner", metrics },
    jsonBody(inData("req_data", row)),
    inData("resp_data", answer),
  );
}

const keptBinning = (binning: Binning): KeptBinning =>
  binning.kind === "words"
    ? binning
    : { kind: "numbers", edges: Array.from(binning.edges) };

/** @param algorithm `model_algorithm` of config.json. */
export function encodeTableModel(
  model: TableModel,
  algorithm: string,
  evaluation: Evaluation,
): ModelFiles {
  const numbers = new ArrayWriter();
  const trees: Record<string, Uint8Array> = {};
  const addTrees = (own: Trees): string => {
    const name = `trees-${String(Object.keys(trees).length + 1)}.json`;
    trees[name] = encoder.encode(treesText(own, model.inputs));
    return name;
  };
  const inputs = model.inputs.map(({ name, type, binning, dense }) => ({
    name,
    type,
    binning: keptBinning(binning),
    dense,
  }));
  const members = model.members.map(
    ({ name, share, isLog, temperature, fitted }) => ({
      name,
      share,
      isLog,
      temperature,
      fit: keepFit(fitted, { numbers, addTrees }),
    }),
  );
  const { label, labels, given, temperature } = model;
  const facts = { label, labels, given, inputs, members, temperature };
  const head: Head = { format: FORMAT, ...facts, arrays: numbers.table };
  return {
    files: {
      "config.json": jsonFile(configOf(model, algorithm, evaluation)),
      [HEAD]: jsonFile(head),
      ...trees,
      ...(numbers.table.length > 0 && { [NUMBERS]: numbers.bytes() }),
    },
  };
}

const broken = (message: string): never => {
  throw new AppError("model", message);
};

function headOf(bytes: Uint8Array | undefined): Head {
  if (!bytes) return broken(`${HEAD} is missing`);
  const head = modelJson(bytes, HEAD) as Partial<Head>;
  if (head.format !== FORMAT && head.format !== OLDER)
    return broken(`\`format\` must be ${FORMAT}, not ${String(head.format)}`);
  const lists = ["labels", "given", "inputs", "members", "arrays"] as const;
  for (const name of lists)
    if (!Array.isArray(head[name])) return broken(`\`${name}\` must be a list`);
  if (typeof head.label?.name !== "string")
    return broken("`label` must name the predicted column");
  if (!((head.temperature ?? 0) > 0))
    return broken("`temperature` must be above 0");
  return head as Head;
}

/** Members that read another number of values than there are would answer nonsense. */
function checked(model: TableModel): TableModel {
  const width = model.inputs.reduce(
    (sum, { dense }) => sum + denseWidth(dense),
    0,
  );
  for (const { name, fitted } of model.members) {
    const fits =
      fitted.kind === "boosting" || fitted.kind === "forest"
        ? fitted.fit.trees.column.every((at) => at < model.inputs.length)
        : "features" in fitted.fit
          ? fitted.fit.features === width
          : fitted.fit.weights.length === width;
    if (!fits) return broken(`${name} does not fit the columns of the model`);
  }
  return model;
}

/** @throws AppError('model') when a file is missing, damaged or of another kind. */
export function decodeTableModel({ files }: ModelFiles): TableModel {
  const head = headOf(files[HEAD]);
  const numbers = files[NUMBERS] ?? new Uint8Array();
  const reader = new ArrayReader(head.arrays, numbers);
  const inputs = head.inputs.map(
    ({ name, type, binning, dense }): InputColumn => ({
      name,
      type,
      dense,
      binning:
        binning.kind === "words"
          ? binning
          : {
              kind: "numbers",
              edges:
                typeof binning.edges === "number"
                  ? reader.get(binning.edges, "f64")
                  : Float64Array.from(binning.edges),
            },
    }),
  );
  const readTrees = (path: string): Trees => {
    const bytes = files[path];
    return bytes
      ? readTreesText(new TextDecoder().decode(bytes), inputs)
      : broken(`${path} is missing`);
  };
  const members = head.members.map(
    ({ name, share, isLog, temperature, fit }): TableMember => ({
      name,
      share,
      isLog,
      temperature,
      fitted: readFit(fit, { numbers: reader, readTrees }),
    }),
  );
  const { label, labels, given, temperature } = head;
  return checked({ label, labels, given, inputs, members, temperature });
}
