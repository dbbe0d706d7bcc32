/** Fitted models as plain data: trees as JSON in files of their own, other numbers in an array file. */
import { AppError } from "#core/errors.ts";
import type { ArrayReader, ArrayWriter } from "./array-file.ts";
import type { Fitted } from "./learners.ts";
import type { Trees } from "./trees.ts";

/** Places of arrays by their names: as trees were kept before they were JSON. */
type Places = Readonly<Record<string, number>>;

/** Where numbers go to, and texts, which it names. */
export interface FitWriter {
  readonly numbers: ArrayWriter;
  /** @returns the file's name. */
  readonly addTrees: (trees: Trees) => string;
}

export interface FitReader {
  readonly numbers: ArrayReader;
  readonly readTrees: (file: string) => Trees;
}

export type KeptFit =
  | {
      readonly kind: "boosting";
      readonly trees: string | Places;
      /** By output; what the trees add to. */
      readonly start: readonly number[] | number;
    }
  | {
      readonly kind: "forest";
      readonly trees: string | Places;
      readonly outputs: number;
    }
  | {
      readonly kind: "classes";
      readonly classes: number;
      readonly features: number;
      readonly weights: number;
      readonly bias: number;
    }
  | {
      readonly kind: "numbers";
      readonly weights: number;
      readonly bias: number;
    }
  | {
      readonly kind: "kernel";
      readonly gamma: number;
      readonly outputs: number;
      readonly features: number;
      readonly landmarks: number;
      readonly weights: number;
      readonly means: number;
    };

/** @throws AppError('model') where nodes lead nowhere, or round in circles. */
function readArrays(places: Places, reader: ArrayReader): Trees {
  const trees: Trees = {
    roots: reader.get(places["roots"], "i32"),
    column: reader.get(places["column"], "i16"),
    threshold: reader.get(places["threshold"], "u8"),
    missingLeft: reader.get(places["missingLeft"], "u8"),
    set: reader.get(places["set"], "i32"),
    left: reader.get(places["left"], "i32"),
    value: reader.get(places["value"], "f32"),
    sets: reader.get(places["sets"], "u32"),
  };
  const { column, left, roots } = trees;
  const nodes = column.length;
  const isWhole =
    [trees.threshold, trees.missingLeft, trees.set, left, trees.value].every(
      ({ length }) => length === nodes,
    ) &&
    roots.every((root) => root >= 0 && root < nodes) &&
    left.every(
      (child, node) =>
        (column[node] as number) < 0 || (child > node && child + 1 < nodes),
    );
  if (isWhole) return trees;
  throw new AppError("model", "The trees of the model are damaged");
}

export function keepFit(
  fitted: Fitted,
  { numbers: writer, addTrees }: FitWriter,
): KeptFit {
  if (fitted.kind === "boosting") {
    const { trees, start } = fitted.fit;
    return {
      kind: "boosting",
      trees: addTrees(trees),
      start: Array.from(start),
    };
  }
  if (fitted.kind === "forest") {
    const { trees, outputs } = fitted.fit;
    return { kind: "forest", trees: addTrees(trees), outputs };
  }
  if (fitted.kind === "kernel") {
    const { gamma, outputs, features, landmarks, weights, means } = fitted.fit;
    return {
      kind: "kernel",
      gamma,
      outputs,
      features,
      landmarks: writer.add(landmarks),
      weights: writer.add(weights),
      means: writer.add(means),
    };
  }
  const { fit } = fitted;
  if (!("classes" in fit))
    return {
      kind: "numbers",
      weights: writer.add(fit.weights),
      bias: fit.bias,
    };
  return {
    kind: "classes",
    classes: fit.classes,
    features: fit.features,
    weights: writer.add(fit.weights),
    bias: writer.add(fit.bias),
  };
}

/** @throws AppError('model') when an array is missing, or of another length than it must be. */
export function readFit(
  kept: KeptFit,
  { numbers: reader, readTrees }: FitReader,
): Fitted {
  const treesOf = (trees: string | Places): Trees =>
    typeof trees === "string" ? readTrees(trees) : readArrays(trees, reader);
  const sized = <A extends { readonly length: number }>(
    values: A,
    wanted: number,
  ): A => {
    if (values.length === wanted) return values;
    throw new AppError(
      "model",
      `A part of the model must hold ${String(wanted)} numbers, but holds ${String(values.length)}`,
    );
  };
  switch (kept.kind) {
    case "boosting": {
      const start =
        typeof kept.start === "number"
          ? reader.get(kept.start, "f64")
          : Float64Array.from(kept.start);
      const trees = treesOf(kept.trees);
      return { kind: "boosting", fit: { trees, start, losses: [] } };
    }
    case "forest": {
      const trees = treesOf(kept.trees);
      return { kind: "forest", fit: { trees, outputs: kept.outputs } };
    }
    case "kernel": {
      const { gamma, outputs, features } = kept;
      const landmarks = reader.get(kept.landmarks, "f32");
      const count = landmarks.length / Math.max(1, features);
      const weights = sized(reader.get(kept.weights, "f64"), count * outputs);
      const means = sized(reader.get(kept.means, "f64"), outputs);
      const fit = { gamma, outputs, features, landmarks, weights, means };
      return { kind: "kernel", fit };
    }
    case "numbers": {
      const weights = reader.get(kept.weights, "f64");
      return { kind: "linear", fit: { weights, bias: kept.bias } };
    }
    case "classes": {
      const { classes, features } = kept;
      const weights = reader.get(kept.weights, "f32");
      const fit = {
        classes,
        features,
        weights: sized(weights, classes * features),
        bias: sized(reader.get(kept.bias, "f32"), classes),
      };
      return { kind: "linear", fit };
    }
    default:
      throw new AppError(
        "model",
        `\`kind\` ${String((kept as { readonly kind: unknown }).kind)} of a member is unknown`,
      );
  }
}
