import type { Plugin } from "vite";

const MODULE = /tfjs-backend-wasm\/dist\/backend_wasm\.js$/;
const SCRIPT =
  /new Blob\(\[`var WasmBackendModuleThreadedSimd = ` \+\s*wasmFactoryThreadedSimd\.toString\(\)\], \{ type: 'text\/javascript' \}\)/;

/**
 * Threads of TensorFlow.js on WebAssembly load the text of the function that started them, which a
 * bundler has made refer to names outside of it: they fail and the start waits for ever. Built, they
 * load the library's own file instead, which the policy for scripts allows as well.
 */
export function threadedWasm(): Plugin {
  return {
    name: "threaded-wasm",
    transform: {
      filter: { id: MODULE },
      handler(code) {
        if (!SCRIPT.test(code))
          this.error("TensorFlow.js starts its threads in another way now");
        return {
          code: `import threadScript from "../wasm-out/tfjs-backend-wasm-threaded-simd.js?url&no-inline";\n${code.replace(SCRIPT, "new URL(threadScript, self.location.href).href")}`,
          map: null,
        };
      },
    },
  };
}
