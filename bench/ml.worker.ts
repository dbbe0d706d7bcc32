/** Trains and predicts with the product's own trainer and predictor, on pictures held in memory. */
import type { ModelFiles } from "#core/model.ts";
import type { BackendName, TrainingPreference } from "#core/training.ts";
import { embedSamples } from "#labeling/types/image_classification/embed-samples.ts";
import predictor from "#labeling/types/image_classification/predictor.ts";
import { recipeOf } from "#labeling/types/image_classification/recipes.ts";
import trainer from "#labeling/types/image_classification/trainer.ts";
import { readPixels } from "#media/read-pixels.ts";
import type { Pixels } from "#ml/backbone.ts";
import { startBackend } from "#ml/backend.ts";
import { loadEmbeddedBackbone } from "#ml/embedded-backbone.ts";
import { bestOf, stratifiedFolds } from "#ml/head-search.ts";
import type { FeatureRecipe } from "#ml/picture-features.ts";
import { pixelTensor } from "#ml/pixel-tensor.ts";
import { fitSoftmaxHead, logits } from "#ml/softmax-head.ts";
import {
  filesOf,
  heldBack,
  readers,
  samplesOf,
  silent,
  taskOf,
} from "./picture-tasks.ts";

const vectors = new Map<string, Float32Array>();
const never = new AbortController().signal;

let model: ModelFiles | null = null;

interface TrainRequest {
  readonly set: string;
  readonly seed: number;
  readonly preference: TrainingPreference;
  readonly backend: BackendName;
  /** Start without cached vectors. */
  readonly cold: boolean;
}

const api = {
  async train({ set, seed, preference, backend, cold }: TrainRequest) {
    const files = await filesOf(set);
    if (cold) vectors.clear();
    const held = heldBack(files, seed);
    const task = taskOf(samplesOf(set, files, held), vectors, {
      preference,
      backend,
      seed,
    });
    const events: string[] = [];
    const began = performance.now();
    const { evaluation, model: made } = await trainer.train(
      task,
      silent(events),
      never,
      never,
    );
    model = made;
    return {
      accuracy: evaluation.accuracy,
      calibrationError: evaluation.calibrationError,
      measuredOn: evaluation.measuredOn,
      milliseconds: performance.now() - began,
      events,
      bytes: Object.values(made.files).reduce((n, file) => n + file.length, 0),
    };
  },

  /**
   * The reference linear probe on the same samples: standardized features, logistic regression,
   * the strength that is best on the very samples it is measured on.
   */
  async probe({
    set,
    seed,
    recipe,
  }: {
    readonly set: string;
    readonly seed: number;
    readonly recipe: FeatureRecipe;
  }) {
    const files = await filesOf(set);
    await startBackend("wasm");
    const backbone = await loadEmbeddedBackbone();
    const task = taskOf(samplesOf(set, files, new Set()), vectors, {
      preference: "balance",
      backend: "wasm",
      seed,
    });
    const rows = await embedSamples(
      backbone,
      task.samples,
      recipe,
      task,
      silent([]),
      never,
    );
    backbone.dispose();
    const names = [...new Set(files.map(({ label }) => label))].sort();
    const truths = files.map(({ label }) => names.indexOf(label));
    const held = heldBack(files, seed);
    const folds =
      held.size >= 100
        ? files.map((_, i) => (held.has(i) ? 0 : 1))
        : stratifiedFolds(truths, 5, seed);
    const parts = held.size >= 100 ? [0] : [0, 1, 2, 3, 4];
    const accuracies = [0.03, 0.1, 0.3].map((l2) => {
      let [hits, count] = [0, 0];
      for (const part of parts) {
        const learned = folds.flatMap((fold, i) => (fold === part ? [] : [i]));
        const head = fitSoftmaxHead(
          {
            rows: learned.map((i) => rows[i] as Float32Array),
            labels: learned.map((i) => truths[i] ?? 0),
            classes: names.length,
          },
          { l2, iterations: 60 },
        );
        folds.forEach((fold, i) => {
          if (fold !== part) return;
          count += 1;
          const scores = logits(head, rows[i] as Float32Array);
          hits += bestOf(scores) === truths[i] ? 1 : 0;
        });
      }
      return hits / count;
    });
    return Math.max(...accuracies);
  },

  /**
   * Milliseconds that embedding takes as training does it, decoding and caching included, and the bare
   * backbone at the same sides on pixels that lie ready, on the same blocks of pictures in turn.
   */
  async embed({
    set,
    preference,
    backend,
    blocks,
    size,
  }: {
    readonly set: string;
    readonly preference: TrainingPreference;
    readonly backend: BackendName;
    readonly blocks: number;
    /** Pictures of a block. */
    readonly size: number;
  }) {
    const files = (await filesOf(set)).slice(0, blocks * size);
    await startBackend(backend);
    const backbone = await loadEmbeddedBackbone();
    const { features } = recipeOf(preference, null);
    const times = { own: [] as number[], bare: [] as number[] };
    for (let block = 0; block < blocks; block += 1) {
      const some = files.slice(block * size, (block + 1) * size);
      const pictures = await Promise.all(
        some.map(({ blob }) => readPixels(blob, features.sides)),
      );
      const scales = features.sides.map((_, scale) =>
        pictures.flatMap((one) => one[scale] ?? []),
      );
      const task = taskOf(samplesOf(set, some, new Set()), new Map(), {
        preference,
        backend,
        seed: 1,
      });
      const began = performance.now();
      await forward(backbone, scales, features);
      const middle = performance.now();
      await embedSamples(
        backbone,
        task.samples,
        features,
        task,
        silent([]),
        never,
      );
      times.bare.push(middle - began);
      times.own.push(performance.now() - middle);
    }
    backbone.dispose();
    return { own: times.own.slice(1), bare: times.bare.slice(1) };
  },

  /** Milliseconds per warm prediction of the model that was trained last, and of the bare backbone, in turn. */
  async predict({
    set,
    preference,
    backend,
    count,
  }: {
    readonly set: string;
    readonly preference: TrainingPreference;
    readonly backend: BackendName;
    readonly count: number;
  }) {
    if (!model) throw new Error("Train first");
    const files = (await filesOf(set)).slice(0, count + 1);
    const loaded = await predictor.load(model, backend, readers);
    const backbone = await loadEmbeddedBackbone();
    const { features } = recipeOf(preference, null);
    const times = { own: [] as number[], bare: [] as number[] };
    for (const { blob } of files) {
      const pixels = await readPixels(blob, features.sides);
      const began = performance.now();
      await loaded.predict(blob, { heatMap: false }, never);
      const middle = performance.now();
      await forward(backbone, pixels, features);
      times.own.push(middle - began);
      times.bare.push(performance.now() - middle);
    }
    loaded.dispose();
    backbone.dispose();
    return { own: times.own.slice(1), bare: times.bare.slice(1) };
  },
};

/** One picture, or several of one side, through the bare backbone as often as the recipe asks. */
async function forward(
  backbone: Awaited<ReturnType<typeof loadEmbeddedBackbone>>,
  scales: readonly (Pixels | readonly Pixels[])[],
  { mirror }: FeatureRecipe,
): Promise<void> {
  for (const pixels of scales) {
    const input = pixelTensor([pixels].flat() as Pixels[]);
    for (let m = 0; m < (mirror ? 2 : 1); m += 1) {
      const { early, middle, out } = backbone.forward(input);
      await out.data();
      for (const tensor of [early, middle, out]) tensor.dispose();
    }
    input.dispose();
  }
}

type Request = {
  readonly [Name in keyof typeof api]: {
    readonly name: Name;
    readonly input: Parameters<(typeof api)[Name]>[0];
  };
}[keyof typeof api];

self.onmessage = ({ data }: MessageEvent<Request>) => {
  const work = api[data.name] as (input: unknown) => Promise<unknown>;
  work(data.input).then(
    (result) => self.postMessage({ result }),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
};
