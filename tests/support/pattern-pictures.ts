/** Pictures that need no file: each label is a pattern, each picture a variation of it. */
import type { BlobHash } from "../../src/core/ids.ts";
import { seededRandom } from "../../src/core/random.ts";
import type {
  FeatureCache,
  Readers,
  ReadPixels,
  TrainReport,
  TrainSample,
  TrainTask,
} from "../../src/labeling/learning-contract.ts";
import type { EpochReport, TrainOptions } from "../../src/core/training.ts";

type Pattern = (x: number, y: number) => number;

const PATTERNS: Readonly<Record<string, Pattern>> = {
  stripes: (x) => Math.sin(x * 40),
  checks: (x, y) => Math.sign(Math.sin(x * 25) * Math.sin(y * 25)),
  dots: (x, y) => (Math.sin(x * 50) + Math.sin(y * 50) > 1 ? 1 : -1),
  rings: (x, y) => Math.sin(Math.hypot(x - 0.5, y - 0.5) * 60),
};

/** The blob's text names the pattern and the variation. */
export const readPatterns: ReadPixels = async (file, sides) => {
  const [name = "", number = "0"] = (await file.text()).split(" ");
  const pattern = PATTERNS[name] ?? (() => 0);
  return sides.map((side) => {
    const random = seededRandom(Number(number) + 1);
    const [tone, shift] = [random(), random()];
    const rgba = new Uint8ClampedArray(side * side * 4);
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1) {
        const value = pattern(x / side + shift, y / side + shift);
        const noise = random() * 80;
        const at = (y * side + x) * 4;
        rgba.set(
          [
            90 + value * 60 + noise,
            60 + tone * 120 + value * 40,
            160 - value * 50 + noise,
            255,
          ],
          at,
        );
      }
    return { side, rgba };
  });
};

const noPicture = (): Promise<never> =>
  Promise.reject(new Error("Patterns have no size of their own"));

const none = (): Promise<never> => Promise.reject(new Error("There are none"));

export const patternReaders: Readers = {
  readPixels: readPatterns,
  readPicture: noPicture,
  readSound: none,
  readBackbone: none,
};

export function patternSamples(
  labels: readonly string[],
  perLabel: number,
): TrainSample[] {
  return labels.flatMap((label) =>
    Array.from({ length: perLabel }, (_, i): TrainSample => {
      const text = `${label} ${String(i)}`;
      return {
        id: text,
        hash: text as BlobHash,
        path: `${text}.png`,
        labels: [label],
        width: null,
        height: null,
        decode: () => Promise.resolve(null),
        usage: "TRAIN",
        read: () => Promise.resolve(new Blob([text])),
      };
    }),
  );
}

export function memoryCache(): FeatureCache {
  const vectors = new Map<string, Float32Array>();
  return {
    get: (keys) => Promise.resolve(keys.map((key) => vectors.get(key) ?? null)),
    put: (entries) => {
      for (const { key, vector } of entries) vectors.set(key, vector);
      return Promise.resolve();
    },
  };
}

export function patternTask(
  samples: readonly TrainSample[],
  options: Partial<TrainOptions>,
  rest: Partial<TrainTask> = {},
): TrainTask {
  return {
    samples,
    options: {
      preference: "performance_first",
      maxMinutes: 60,
      seed: 1,
      backend: "wasm",
      incrementalFrom: null,
      backbone: "backbone-s",
      ...options,
    },
    resume: null,
    incrementalFrom: null,
    cache: memoryCache(),
    ...patternReaders,
    ...rest,
  };
}

/** What training reported, and something to do at each epoch. */
export class Reports implements TrainReport {
  readonly epochs: EpochReport[] = [];
  readonly events: string[] = [];
  readonly backends: string[] = [];
  readonly checkpoints: Uint8Array[] = [];
  readonly #onEpoch: (report: EpochReport) => unknown;

  constructor(onEpoch: (report: EpochReport) => unknown = () => undefined) {
    this.#onEpoch = onEpoch;
  }

  readonly progress = (): void => undefined;
  readonly epoch = (report: EpochReport): void => {
    this.epochs.push(report);
  };
  readonly checkpoint = async (bytes: Uint8Array): Promise<void> => {
    this.checkpoints.push(bytes.slice());
    // After the checkpoint, so that whatever happens now finds it.
    const last = this.epochs.at(-1);
    if (last) await this.#onEpoch(last);
  };
  readonly backend = (name: string): void => {
    this.backends.push(name);
  };
  readonly event = (text: string): void => {
    this.events.push(text);
  };

  /** Numbers of the epochs of one stage, as they came. */
  of(stage: string): number[] {
    return this.epochs
      .filter((report) => report.stage === stage)
      .map(({ epoch }) => epoch);
  }
}
