/** Files a person chose, or an address gave, as the files of one model. */
import type { BackboneFormat } from "#core/backbone.ts";
import { AppError } from "#core/errors.ts";
import { readTfjsDescription } from "#ml/tfjs-files.ts";

export interface GivenFile {
  /** Name, or path inside a folder. */
  readonly path: string;
  readonly blob: Blob;
}

export interface ModelFileSet {
  readonly format: BackboneFormat;
  /** `model.onnx`; or `model.json`, and its weights under the paths that it names. */
  readonly files: Readonly<Record<string, Blob>>;
}

const nameOf = (path: string): string => path.split("/").at(-1) ?? path;
const listed = (given: readonly GivenFile[]): string =>
  given.map(({ path }) => nameOf(path)).join(", ") || "nothing";

function weightFile(path: string, given: readonly GivenFile[]): GivenFile {
  const found =
    given.find((file) => file.path.endsWith(path)) ??
    given.find((file) => nameOf(file.path) === nameOf(path));
  if (found) return found;
  throw new AppError(
    "model",
    `The weight file ${path}, which the model names, is not among the files: choose it together with the .json file`,
    { file: path },
  );
}

/** @throws AppError('model') when the files are not one model that Gleaner can read. */
export async function modelFileSet(
  given: readonly GivenFile[],
): Promise<ModelFileSet> {
  const onnx = given.filter(({ path }) => /\.onnx$/i.test(path));
  const json = given.filter(({ path }) => /\.json$/i.test(path));
  const [one] = [...onnx, ...json];
  if (!one || onnx.length + json.length > 1)
    throw new AppError(
      "model",
      `Choose one .onnx file, or one .json file of TF.js with its weight files, but not ${listed(given)}`,
      { files: given.length },
    );
  if (onnx.length === 1)
    return { format: "onnx", files: { "model.onnx": one.blob } };
  const { format, weightPaths } = readTfjsDescription(await one.blob.text());
  const weights = weightPaths.map(
    (path) => [path, weightFile(path, given).blob] as const,
  );
  return {
    format,
    files: { ...Object.fromEntries(weights), "model.json": one.blob },
  };
}
