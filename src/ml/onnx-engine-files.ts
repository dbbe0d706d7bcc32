/**
 * ONNX Runtime as it was published, two files of this origin: bundled into a worker it would
 * start its threads from that worker's own script and hang. They are not part of the app's
 * precache (15 MB); the service worker keeps them at first use.
 */
import script from "onnxruntime-web/wasm?url";
import wasm from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";

export const onnxEngineFiles = { script, wasm } as const;
