import { expect, it } from "vitest";
import { isEngineFile } from "./engine-cache.ts";

it.each([
  ["/assets/ort.wasm.bundle.min-C1k-1ZD7.mjs", true],
  ["/app/assets/ort-wasm-simd-threaded-DcHrbrbl.wasm", true],
  ["/assets/export-BEpBtwsK.js", false],
  ["/assets/tfjs-backend-wasm-BIA8cDLW.wasm", false],
  ["/infer/assets/ort-x.wasm/more", false],
])("%s is a file of the engine: %s", (path, expected) => {
  expect(isEngineFile(path)).toBe(expected);
});
