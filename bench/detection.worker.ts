/** Trains detectors and finds objects with the product's own trainer and predictor, on pictures held in memory. */
import type { BlobHash } from "#core/ids.ts";
import type { ModelFiles } from "#core/model.ts";
import { seededRandom, shuffled } from "#core/random.ts";
import type { BackendName, TrainingPreference } from "#core/training.ts";
import { parseVoc } from "#formats/voc-xml.ts";
import type {
  Readers,
  TrainSample,
  TrainTask,
} from "#labeling/learning-contract.ts";
import predictor from "#labeling/types/object_detection/predictor.ts";
import trainer from "#labeling/types/object_detection/trainer.ts";
import { readPicture } from "#media/read-picture.ts";
import { startBackend } from "#ml/backend.ts";
import { decodeDetectorModel } from "#ml/detector-model.ts";
import { loadEmbeddedBackbone } from "#ml/embedded-backbone.ts";
import * as tf from "@tensorflow/tfjs-core";

interface File {
  readonly path: string;
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
  readonly objects: readonly {
    readonly label: string;
    readonly shape: unknown;
    readonly difficult: boolean;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
}

interface CocoFile {
  readonly images: readonly {
    readonly id: number;
    readonly file_name: string;
    readonly width: number;
    readonly height: number;
  }[];
  readonly annotations: readonly {
    readonly image_id: number;
    readonly category_id: number;
    readonly bbox: readonly [number, number, number, number];
    readonly iscrowd: number;
  }[];
  readonly categories: readonly {
    readonly id: number;
    readonly name: string;
  }[];
}

const never = new AbortController().signal;
const none = (): Promise<never> =>
  Promise.reject(new Error("Detectors look at whole pictures"));
const readers: Readers = {
  readPicture,
  readPixels: none,
  readSound: none,
  readBackbone: none,
};

async function raccoons(folder: string): Promise<File[]> {
  const paths = (await (await fetch(folder)).json()) as string[];
  const notes = paths.filter((path) => path.endsWith(".xml"));
  return Promise.all(
    notes.map(async (path): Promise<File> => {
      const text = await (await fetch(folder + path)).text();
      const { size, objects } = parseVoc(text, () => undefined);
      const picture = path
        .replace("annotations/", "images/")
        .replace(".xml", ".jpg");
      return {
        path: picture,
        blob: await (await fetch(folder + picture)).blob(),
        width: size?.width ?? 0,
        height: size?.height ?? 0,
        objects: objects.map(({ name, ...rest }) => ({ label: name, ...rest })),
      };
    }),
  );
}

async function faces(folder: string): Promise<File[]> {
  const { images, annotations, categories } = (await (
    await fetch(`${folder}annotations/custom_val.json`)
  ).json()) as CocoFile;
  return Promise.all(
    images.map(async ({ id, file_name, width, height }): Promise<File> => {
      const own = annotations.filter(({ image_id }) => image_id === id);
      return {
        path: file_name,
        blob: await (await fetch(`${folder}val2017/${file_name}`)).blob(),
        width,
        height,
        objects: own.map(({ category_id, bbox: [x, y, w, h], iscrowd }) => ({
          label: categories.find((one) => one.id === category_id)?.name ?? "",
          shape: {
            kind: "bndbox",
            xMin: x,
            yMin: y,
            xMax: x + w,
            yMax: y + h,
          },
          difficult: false,
          attributes: { iscrowd: String(iscrowd) },
        })),
      };
    }),
  );
}

const sets = new Map<string, Promise<File[]>>();

function filesOf(set: string): Promise<File[]> {
  const known = sets.get(set);
  if (known) return known;
  const folder = `/dev-data/${set}/`;
  const read = set === "raccoon" ? raccoons(folder) : faces(folder);
  sets.set(set, read);
  return read;
}

/** One picture in five, chosen by the seed, is held back. */
function samplesOf(files: readonly File[], seed: number): TrainSample[] {
  const order = shuffled(files, seededRandom(seed));
  const held = new Set(order.slice(0, Math.floor(files.length / 5)));
  return files.map((file): TrainSample => ({
    id: file.path,
    hash: file.path as BlobHash,
    path: file.path,
    width: file.width,
    height: file.height,
    labels: file.objects.map(({ label }) => label),
    usage: held.has(file) ? "EVAL" : "TRAIN",
    read: () => Promise.resolve(file.blob),
    decode: () => Promise.resolve({ objects: file.objects, extra: {} }),
  }));
}

let model: ModelFiles | null = null;

const api = {
  async train({
    set,
    seed,
    preference,
    backend,
  }: {
    readonly set: string;
    readonly seed: number;
    readonly preference: TrainingPreference;
    readonly backend: BackendName;
  }) {
    const task: TrainTask = {
      samples: samplesOf(await filesOf(set), seed),
      options: {
        preference,
        backend,
        seed,
        maxMinutes: 6000,
        incrementalFrom: null,
        backbone: "backbone-s",
      },
      resume: null,
      incrementalFrom: null,
      cache: { get: () => Promise.resolve([]), put: () => Promise.resolve() },
      ...readers,
    };
    const events: string[] = [];
    const losses: string[] = [];
    const began = performance.now();
    const outcome = await trainer.train(
      task,
      {
        progress: () => undefined,
        epoch: ({ trainLoss, validationLoss }) =>
          losses.push(
            `${trainLoss.toFixed(2)}/${validationLoss?.toFixed(2) ?? "-"}`,
          ),
        checkpoint: () => Promise.resolve(),
        backend: () => undefined,
        event: (text) => events.push(text),
      },
      never,
      never,
    );
    model = outcome.model;
    const { map50, map, perClass } = outcome.evaluation;
    return {
      map50,
      map,
      perClass: perClass.map(({ label, ap50 }) => ({ label, ap50 })),
      milliseconds: performance.now() - began,
      levels: decodeDetectorModel(outcome.model).looks.levels,
      losses,
      events,
      bytes: Object.values(outcome.model.files).reduce(
        (sum, file) => sum + file.length,
        0,
      ),
    };
  },

  /** Milliseconds per warm detection of the model that was trained last, and of the bare backbone at the same sides, in turn. */
  async predict({
    set,
    backend,
    count,
  }: {
    readonly set: string;
    readonly backend: BackendName;
    readonly count: number;
  }) {
    if (!model) throw new Error("Train first");
    const { levels, mirror } = decodeDetectorModel(model).looks;
    const files = (await filesOf(set)).slice(0, count + 1);
    await startBackend(backend);
    const loaded = await predictor.load(model, backend, readers);
    const backbone = await loadEmbeddedBackbone();
    const times = { own: [] as number[], bare: [] as number[] };
    for (const { blob, width, height } of files) {
      const inputs = levels.map((level) => {
        const scale = level / Math.max(width, height);
        const side = (length: number): number =>
          Math.max(32, Math.ceil((length * scale) / 16) * 16);
        return tf.fill([1, side(height), side(width), 3], 0.5) as tf.Tensor4D;
      });
      const began = performance.now();
      await loaded.predict(blob, { heatMap: false }, never);
      const middle = performance.now();
      for (const input of inputs)
        for (let look = 0; look < (mirror ? 2 : 1); look += 1) {
          const maps = backbone.forward(input);
          await maps.out.data();
          tf.dispose([maps.early, maps.middle, maps.out]);
        }
      times.own.push(middle - began);
      times.bare.push(performance.now() - middle);
      tf.dispose(inputs);
    }
    loaded.dispose();
    backbone.dispose();
    return { own: times.own.slice(1), bare: times.bare.slice(1) };
  },
};

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
