/** A sound classifier as files: `model.json` says how it listens, `weights.bin` holds its numbers, `config.json` is the guide's. */
import { AppError } from "#core/errors.ts";
import type { ModelFiles } from "#core/model.ts";
import { blend, type Member } from "../blend.ts";
import { kernelScores, type KernelHead } from "../kernel-head.ts";
import { type ModelMetrics, soundRequest } from "../model-config.ts";
import type { NamedNumbers } from "../number-sections.ts";
import { decodePackage, encodePackage } from "../picture-package.ts";
import { logits, type SoftmaxHead } from "../softmax-head.ts";
import { FRAMING, type LogMelSettings } from "./log-mel.ts";
import { isNet, netScores } from "./net-head.ts";
import { PICTURE_FRAMES, type SoundView } from "./sound-features.ts";
import type { NetHead } from "./sound-net.ts";

const FORMAT = "gleaner-sound-classifier-1";

/** One way of telling sounds apart, before it is fitted. */
export interface SoundRecipe {
  readonly view: SoundView;
  readonly kind: "linear" | "kernel" | "net";
  /** Of the penalty; of a network, the steps of learning. */
  readonly strength: number;
}

export type SoundHead =
  | Readonly<Record<"linear", SoftmaxHead>>
  | Readonly<Record<"kernel", KernelHead>>
  | Readonly<Record<"net", NetHead>>;

/** A fitted way, and how it takes part. */
export interface SoundPart extends Member {
  readonly recipe: SoundRecipe;
  readonly head: SoundHead;
}

export interface SoundModel {
  readonly labels: readonly string[];
  readonly settings: LogMelSettings;
  /** Seconds of the stretches that it looks at. */
  readonly window: number;
  /** Of the parts' blend. */
  readonly temperature: number;
  readonly parts: readonly SoundPart[];
}

/** Features of one stretch, by view. */
export type SoundRow = Readonly<Partial<Record<SoundView, Float32Array>>>;

const NONE = new Float32Array();

/** Unnormalized, [classes]. */
export function headScores(head: SoundHead, row: Float32Array): Float32Array {
  if ("net" in head) return netScores(head.net, row);
  return "linear" in head
    ? logits(head.linear, row)
    : kernelScores(head.kernel, row);
}

/** The mean of rows of scores, [classes]. */
export function meanScores(rows: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(rows[0]?.length ?? 0);
  for (const row of rows)
    row.forEach(
      (value, c) => (sum[c] = (sum[c] as number) + value / rows.length),
    );
  return sum;
}

/** What the parts say of each stretch: [stretches][parts][classes]. */
export const partScores = (
  { parts }: Pick<SoundModel, "parts">,
  rows: readonly SoundRow[],
): Float32Array[][] =>
  rows.map((row) =>
    parts.map(({ recipe, head }) => headScores(head, row[recipe.view] ?? NONE)),
  );

/** Logarithms of probabilities of stretches taken together, [classes]. @param scores of `partScores`. */
export const blendedScores = (
  { parts }: Pick<SoundModel, "parts">,
  scores: readonly (readonly Float32Array[])[],
): Float32Array =>
  blend(
    parts.map((_, part) => meanScores(scores.map((row) => row[part] ?? NONE))),
    parts,
  );

/** Source: ExeML 1.13. */
const responseOf = (labels: readonly string[]) => ({
  predicted_label: { type: "string", enum: labels },
  score: { type: "number" },
});

function numbersOf({ head }: SoundPart, i: number): NamedNumbers[] {
  const part = (
    name: string,
    values: Float32Array,
    precision: NamedNumbers["precision"] = "float32",
  ): NamedNumbers => ({ name: `${String(i)}.${name}`, values, precision });
  if ("linear" in head)
    return [
      part("weights", head.linear.weights),
      part("bias", head.linear.bias),
    ];
  if ("net" in head)
    return [
      part("mean", head.net.mean),
      part("scale", head.net.scale),
      part("weights", head.net.weights),
    ];
  const { mean, scale, weights, landmarks } = head.kernel;
  return [
    part("mean", mean),
    part("scale", scale),
    part("weights", weights),
    // Standardized: they round well.
    part("landmarks", landmarks, "float16"),
  ];
}

type Description = Omit<SoundModel, "parts"> & {
  readonly parts: readonly Omit<SoundPart, "head">[];
};

/** @param algorithm `model_algorithm` of config.json. */
export const encodeSoundModel = (
  { parts, ...model }: SoundModel,
  algorithm: string,
  metrics: ModelMetrics,
): ModelFiles =>
  encodePackage({
    algorithm,
    metrics,
    type: "Gleaner",
    request: soundRequest,
    response: responseOf(model.labels),
    labels: model.labels,
    format: FORMAT,
    model: {
      ...model,
      parts: parts.map(({ recipe, share, temperature }) => ({
        recipe,
        share,
        temperature,
      })),
    },
    numbers: parts.flatMap(numbersOf),
  });

const broken = (message: string): never => {
  throw new AppError("model", message);
};

/** @throws AppError('model') when files are missing or do not fit together. */
export function decodeSoundModel(files: ModelFiles): SoundModel {
  const { model, part } = decodePackage<Description>(files, FORMAT);
  const { labels, window, temperature } = model;
  // Models of before said no more than rate and bands.
  const settings = { ...FRAMING, ...model.settings };
  const classes = labels.length;
  if (classes < 2) return broken("`labels` must name two labels or more");
  if (!(
    Object.values(settings).every((value) => value > 0) &&
    settings.rate > 0 &&
    settings.bands > 0 &&
    window > 0 &&
    temperature > 0
  ))
    return broken("`settings`, `window` and `temperature` must be above 0");
  return {
    labels,
    settings,
    window,
    temperature,
    parts: model.parts.map((one, i) => ({
      ...one,
      head: headOf(
        one.recipe.kind,
        (name) => part(`${String(i)}.${name}`),
        classes,
      ),
    })),
  };
}

function headOf(
  kind: SoundRecipe["kind"],
  part: (name: string) => Float32Array,
  classes: number,
): SoundHead {
  const weights = part("weights");
  const unfit = (): never =>
    broken(`The model's weights do not fit its ${String(classes)} labels`);
  if (kind === "linear") {
    const [bias, features] = [part("bias"), weights.length / classes];
    if (
      bias.length !== classes ||
      !Number.isInteger(features) ||
      features === 0
    )
      return unfit();
    return { linear: { classes, features, weights, bias } };
  }
  const [mean, scale] = [part("mean"), part("scale")];
  if (kind === "net") {
    const net = { classes, mean, scale, weights };
    return isNet(net, PICTURE_FRAMES) ? { net } : unfit();
  }
  const landmarks = part("landmarks");
  const features = mean.length;
  const count = landmarks.length / features;
  if (
    scale.length !== features ||
    weights.length !== count * classes ||
    count === 0
  )
    return unfit();
  return {
    kernel: { classes, features, count, mean, scale, landmarks, weights },
  };
}
