/** ONNX models through ONNX Runtime on WebAssembly, which is loaded with the first of them. */
import type * as OnnxRuntime from "onnxruntime-web/wasm";
import { AppError, toAppError } from "#core/errors.ts";
import type { LoadedModel } from "./added-backbone.ts";
import type { TensorFacts } from "./extractor-rules.ts";
import { onnxEngineFiles } from "./onnx-engine-files.ts";

/** A session that has not started by then never will. */
const START_MS = 60_000;

let engine: Promise<typeof OnnxRuntime> | null = null;

function loadEngine(): Promise<typeof OnnxRuntime> {
  const { script, wasm } = onnxEngineFiles;
  const address = (path: string): string =>
    new URL(path, self.location.origin).href;
  engine ??= (async () => {
    const runtime = (await import(
      /* @vite-ignore */ address(script)
    )) as typeof OnnxRuntime;
    runtime.env.wasm.wasmPaths = { wasm: address(wasm) };
    runtime.env.wasm.numThreads = 1;
    runtime.env.logLevel = "error";
    return runtime;
  })();
  engine.catch(() => (engine = null));
  return engine;
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new AppError(
            "model",
            `ONNX Runtime did not start within ${String(START_MS / 1000)} s`,
          ),
        ),
      START_MS,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const facts = (
  value: OnnxRuntime.InferenceSession.ValueMetadata,
): TensorFacts => ({
  name: value.name,
  type: value.isTensor ? value.type : "no tensor",
  // An empty shape is one that the model does not state.
  dims:
    value.isTensor && value.shape.length > 0
      ? value.shape.map((size) =>
          typeof size === "number" && size >= 0 ? size : null,
        )
      : null,
});

/** @throws AppError('model') when the bytes are no ONNX model or use unknown operators. */
export async function loadOnnxModel(bytes: Uint8Array): Promise<LoadedModel> {
  let runtime: typeof OnnxRuntime;
  let session: OnnxRuntime.InferenceSession;
  try {
    runtime = await withinTime(loadEngine());
  } catch (error) {
    throw new AppError(
      "model",
      `ONNX Runtime could not be loaded: ${toAppError(error).message}`,
      {},
      { cause: error },
    );
  }
  try {
    session = await withinTime(
      runtime.InferenceSession.create(bytes, { executionProviders: ["wasm"] }),
    );
  } catch (error) {
    throw new AppError(
      "model",
      `ONNX Runtime cannot read the model: ${toAppError(error).message}`,
      {},
      { cause: error },
    );
  }
  return {
    inputs: session.inputMetadata.map(facts),
    outputs: session.outputMetadata.map(facts),
    bestOutput: null,
    async run(input, values, dims, output) {
      try {
        const found = await session.run(
          { [input]: new runtime.Tensor("float32", values, dims) },
          [output],
        );
        const tensor = found[output];
        if (!(tensor?.data instanceof Float32Array))
          throw new AppError("model", `${output} gave no float32 numbers`);
        return { values: tensor.data, dims: tensor.dims };
      } catch (error) {
        throw new AppError(
          "model",
          `The model could not be run: ${toAppError(error).message}`,
          {},
          { cause: error },
        );
      }
    },
    dispose: () => void session.release(),
  };
}
