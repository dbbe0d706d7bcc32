/**
 * Which engine computes: WebGPU, else WebAssembly, else plain JavaScript. Each has to pass a
 * numeric self-test before it is used, because a broken driver answers with wrong numbers, not
 * with errors. The only file that names a backend.
 *
 * WebAssembly runs on several threads where the page is isolated and the device has cores to spare;
 * where these do not start, on one.
 */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import {
  getThreadsCount,
  setThreadsCount,
  setWasmPaths,
} from "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-backend-cpu";
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import plainWasm from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url";
import simdWasm from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url";
import threadedWasm from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url";
import { AppError, toAppError } from "#core/errors.ts";
import type { BackendName } from "#core/training.ts";
import { registerWasmGradients } from "./wasm-gradients.ts";

const ORDER: readonly BackendName[] = ["webgpu", "wasm", "cpu"];
/** A backend that has not started by then never will. */
const START_MS = 20_000;
/** The same of threads, which a second start goes without. */
const THREADS_START_MS = 8000;
/** More gain little on networks as small as ours. */
const MOST_THREADS = 4;

export interface BackendChoice {
  readonly name: BackendName;
  /** In words, for the user. */
  readonly reason: string;
}

export interface BackendProbe {
  readonly name: BackendName;
  readonly ok: boolean;
  readonly reason: string;
}

function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      setTimeout(
        () =>
          reject(
            new AppError(
              "unsupported",
              `${what} did not start within ${String(ms / 1000)} s`,
            ),
          ),
        ms,
      );
    }),
  ]);
}

/** A convolution, its gradient and a matrix product on numbers whose answers are known. */
async function selfTest(): Promise<void> {
  const result = tf.tidy(() => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
    const w = tf.tensor4d([1, -1, 2, 0.5], [2, 2, 1, 1]);
    const y = tf.conv2d(x, w, 1, "valid");
    const dw = tf.grad((v) =>
      tf.sum(tf.square(tf.conv2d(x, v as tf.Tensor4D, 1, "valid"))),
    )(w);
    const product = tf.matMul(
      tf.tensor2d([1, 2, 3, 4], [2, 2]),
      tf.tensor2d([5, 6, 7, 8], [2, 2]),
    );
    return tf.concat([
      tf.reshape(y, [-1]),
      tf.reshape(dw, [-1]),
      tf.reshape(product, [-1]),
    ]);
  });
  const found = await result.data();
  result.dispose();
  const wanted = [9.5, 12, 17, 19.5, 398, 514, 746, 862, 19, 22, 43, 50];
  wanted.forEach((value, i) => {
    if (Math.abs((found[i] ?? NaN) - value) > 1e-2 * Math.abs(value)) {
      throw new AppError(
        "unsupported",
        `the self-test gave ${String(found[i])} instead of ${String(value)}`,
      );
    }
  });
}

/** One that starts late would take the place of the backend that is then in use. */
function forgetStart(name: BackendName): void {
  const factory = tf.findBackendFactory(name);
  tf.removeBackend(name);
  tf.registerBackend(name, factory);
}

const startWithin = (name: BackendName, ms: number): Promise<boolean> =>
  within(tf.setBackend(name), ms, name).catch((error: unknown) => {
    forgetStart(name);
    throw error;
  });

/**
 * Threads for WebAssembly: half the cores, since the page and the pictures' decoders need some, too.
 * One in a page that is not isolated, and where dependencies are not built (plugins/threaded-wasm.ts).
 */
export function wasmThreads(cores: number, isIsolated: boolean): number {
  const isBuilt = import.meta.env.PROD;
  if (!isIsolated || !isBuilt) return 1;
  return Math.max(1, Math.min(MOST_THREADS, Math.floor(cores / 2)));
}

async function startWasm(threads: number): Promise<boolean> {
  // Shared memory makes some steps slower: it is worth its price with several threads only.
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", threads > 1);
  setThreadsCount(threads);
  if (threads === 1) return startWithin("wasm", START_MS);
  // What goes wrong in a thread comes up here, and would end this worker.
  self.addEventListener("error", forgive);
  try {
    return await startWithin("wasm", THREADS_START_MS);
  } catch {
    return await startWasm(1);
  } finally {
    self.removeEventListener("error", forgive);
  }
}

const forgive = (event: Event): void => event.preventDefault();

async function start(name: BackendName): Promise<void> {
  if (name === "webgpu" && !("gpu" in navigator))
    throw new AppError("unsupported", "this browser has no WebGPU");
  if (name === "wasm") {
    setWasmPaths({
      "tfjs-backend-wasm.wasm": plainWasm,
      "tfjs-backend-wasm-simd.wasm": simdWasm,
      "tfjs-backend-wasm-threaded-simd.wasm": threadedWasm,
    });
    registerWasmGradients();
  }
  const began =
    name === "wasm"
      ? await startWasm(
          wasmThreads(navigator.hardwareConcurrency, self.crossOriginIsolated),
        )
      : await startWithin(name, START_MS);
  if (!began) throw new AppError("unsupported", "it could not be started");
  await within(tf.ready(), START_MS, name);
  await within(selfTest(), START_MS, `${name} self-test`);
}

const NAMES: Readonly<Record<BackendName, string>> = {
  webgpu: "WebGPU",
  wasm: "WebAssembly",
  cpu: "plain JavaScript",
};

/** @param name of the backend that has started. */
function started(name: BackendName): string {
  const threads = name === "wasm" ? getThreadsCount() : 1;
  return threads > 1
    ? `${NAMES[name]} on ${String(threads)} threads`
    : NAMES[name];
}

/**
 * Starts the wanted backend, or the best one that works.
 * @param skip backends that failed in this run already, e.g. a GPU that was lost.
 * @throws AppError('unsupported') when none works.
 */
export async function startBackend(
  wanted: BackendName | "auto",
  skip: readonly BackendName[] = [],
): Promise<BackendChoice> {
  const order =
    wanted === "auto"
      ? ORDER
      : [wanted, ...ORDER.filter((name) => name !== wanted)];
  const failures: string[] = [];
  for (const name of order.filter((candidate) => !skip.includes(candidate))) {
    try {
      await start(name);
      const chosen =
        wanted === name ? "as you chose" : "the fastest that works here";
      const because = failures.length > 0 ? ` (${failures.join("; ")})` : "";
      return { name, reason: `${started(name)}: ${chosen}${because}` };
    } catch (error) {
      failures.push(`no ${NAMES[name]}: ${toAppError(error).message}`);
    }
  }
  throw new AppError(
    "unsupported",
    `No way to compute works in this browser: ${failures.join("; ")}`,
  );
}

/**
 * Aborted when the GPU in use goes away: a driver that was reset, a graphics card unplugged. Other
 * backends are never lost.
 */
export function backendLost(): AbortSignal {
  const controller = new AbortController();
  const backend = tf.backend();
  if (backend instanceof WebGPUBackend)
    void backend.device.lost.then(() => controller.abort());
  return controller.signal;
}

/** Tries each backend, for the settings page. */
export async function probeBackends(): Promise<BackendProbe[]> {
  const probes: BackendProbe[] = [];
  for (const name of ORDER) {
    try {
      await start(name);
      probes.push({ name, ok: true, reason: `${started(name)} works` });
    } catch (error) {
      probes.push({ name, ok: false, reason: toAppError(error).message });
    }
  }
  return probes;
}
