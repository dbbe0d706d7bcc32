/** What makes a model a feature extractor for pictures, and what is wrong with one that is not. */
import type { BackboneOutput } from "#core/backbone.ts";
import { AppError } from "#core/errors.ts";

/** An input or output as the model states it; null = dynamic. */
export interface TensorFacts extends BackboneOutput {
  readonly type: string;
}

export interface PictureInput {
  readonly name: string;
  readonly side: number;
  readonly layout: "nhwc" | "nchw";
  /** Pictures per call: 1, or any number. */
  readonly batch: 1 | null;
}

const MAX_SIDE = 1024;
const MIN_SIDE = 8;

const shown = (dims: BackboneOutput["dims"]): string =>
  dims
    ? `[${dims.map((size) => (size === null ? "?" : String(size))).join(", ")}]`
    : "of unknown shape";

function refuse(rule: string, value: string): never {
  throw new AppError("model", `${rule}, but ${value}`, { rule, value });
}

function layoutOf(dims: readonly (number | null)[]): PictureInput["layout"] {
  if (dims[3] === 3) return "nhwc";
  if (dims[1] === 3) return "nchw";
  return refuse(
    "The input must have 3 channels, last or second",
    `has the shape ${shown(dims)}`,
  );
}

/** Side of the square. */
function sideOf(
  dims: readonly (number | null)[],
  layout: PictureInput["layout"],
): number {
  const [height, width] =
    layout === "nhwc" ? [dims[1], dims[2]] : [dims[2], dims[3]];
  if (height == null || width == null)
    return refuse(
      "Height and width of the input must be fixed",
      `are dynamic: ${shown(dims)}`,
    );
  if (height !== width || height < MIN_SIDE || height > MAX_SIDE)
    refuse(
      `The input must be a square of ${String(MIN_SIDE)}-${String(MAX_SIDE)} pixels`,
      `is ${String(width)} x ${String(height)}`,
    );
  return height;
}

/** @throws AppError('model') naming the rule and the value found. */
export function pictureInput(inputs: readonly TensorFacts[]): PictureInput {
  const [input] = inputs;
  if (!input || inputs.length > 1)
    refuse(
      "A feature extractor must have one input, the picture",
      `this model has ${String(inputs.length)}: ${inputs.map(({ name }) => name).join(", ") || "none"}`,
    );
  const { name, dims, type } = input;
  if (type !== "float32")
    refuse("The input must be of the type float32", `is ${type}`);
  if (dims?.length !== 4)
    return refuse(
      "The input must have 4 dimensions (pictures, height, width, channels)",
      dims
        ? `has ${String(dims.length)}: ${shown(dims)}`
        : "is of unknown shape",
    );
  const layout = layoutOf(dims);
  const side = sideOf(dims, layout);
  const batch = dims[0] ?? null;
  if (batch !== null && batch !== 1)
    refuse(
      "The input must take 1 picture at a time or any number",
      `takes ${String(batch)}`,
    );
  return { name, side, layout, batch };
}

/** Those outputs that hold one vector, or one map, per picture. @throws AppError('model') when there is none. */
export function featureOutputs(
  outputs: readonly TensorFacts[],
): readonly TensorFacts[] {
  const usable = outputs.filter(
    ({ type, dims }) =>
      type === "float32" &&
      (dims === null || dims.length === 2 || dims.length === 4),
  );
  if (usable.length === 0)
    refuse(
      "An output must be float32 with 2 dimensions (pictures, features) or 4 (a map per picture)",
      outputs.length === 0
        ? "there is no output"
        : `there ${outputs.length === 1 ? "is" : "are"} ${outputs.map(({ name, type, dims }) => `${name} ${type} ${shown(dims)}`).join("; ")}`,
    );
  return usable;
}

/** @param dims as they came out for `count` pictures. @throws AppError('model') */
export function checkOutputDims(dims: readonly number[], count: number): void {
  if ((dims.length !== 2 && dims.length !== 4) || dims[0] !== count)
    refuse(
      `The output for ${String(count)} pictures must have the shape [${String(count)}, features] or hold a map per picture`,
      `has ${shown(dims)}`,
    );
}

/** @param rows features of pictures that differ. @throws AppError('model') for numbers that tell nothing. */
export function checkFeatures(rows: readonly Float32Array[]): void {
  const [first] = rows;
  if (!first || first.length === 0)
    return refuse("The output must hold numbers", "is empty");
  const strange = rows.flatMap((row) => [...row]).find((v) => !isFinite(v));
  if (strange !== undefined)
    refuse("Features must be finite numbers", `${String(strange)} came out`);
  if (rows.every((row) => row.every((value, i) => value === first[i])))
    refuse(
      "Features must differ between pictures",
      "the same came out for each",
    );
}
