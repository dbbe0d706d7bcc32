import { existsSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { playwright } from "@vitest/browser-playwright";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { bundledWorkers } from "./plugins/bundled-workers.ts";
import { devData } from "./plugins/dev-data.ts";
import { licenses } from "./plugins/licenses.ts";
import { threadedWasm } from "./plugins/threaded-wasm.ts";

/** WASM threads need a cross-origin isolated page (COOP + COEP). */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const chromium = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => existsSync(path));

/** Software WebGPU, and no calls home. */
const chromiumArgs = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
  "--use-vulkan=swiftshader",
  "--ignore-gpu-blocklist",
];

/** On a busy machine what takes a moment may take seconds; only a failing test waits for all of them. */
const patient = { poll: { timeout: 20_000 } };

export default defineConfig({
  plugins: [
    svelte(),
    licenses(),
    devData(),
    bundledWorkers(),
    threadedWasm(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "service-worker.ts",
      injectRegister: false,
      registerType: "prompt",
      manifest: false,
      injectManifest: {
        globPatterns: [
          "**/*.{js,css,html,svg,png,woff2,webmanifest,json,bin,wasm}",
        ],
        // onnxruntime is loaded, and then cached, only when a model needs it.
        globIgnores: ["**/ort/**", "**/ort-*"],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
      },
    }),
  ],
  build: { target: "es2023", sourcemap: false, chunkSizeWarningLimit: 2000 },
  worker: {
    format: "es",
    plugins: () => [threadedWasm()],
    rolldownOptions: {
      output: {
        // WebKit runs a worker's entry a second time when a chunk imports it, and then two of them
        // answer. So what entry and chunks share lies in a chunk of its own.
        codeSplitting: {
          groups: [
            { name: "tensorflow", test: /node_modules\/@tensorflow/ },
            { name: "onnx", test: /node_modules\/onnx/ },
            { name: "worker-code", test: /(?<!\.worker\.ts)$/ },
          ],
        },
      },
    },
  },
  server: { headers: isolation },
  preview: { headers: isolation },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: ["src/**/*.test.ts", "tests/*.test.ts"],
          exclude: ["src/**/*.svelte.test.ts", "src/**/*.browser.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        optimizeDeps: {
          // A dependency found after the start reloads the page in the middle of a test.
          entries: ["src/main.ts", "src/**/*.svelte"],
          include: [
            "svelte",
            "bits-ui",
            "dexie",
            "comlink",
            "fflate",
            "@zip.js/zip.js",
            "fast-xml-parser",
            "@noble/hashes/sha2.js",
          ],
        },
        test: {
          name: "browser",
          include: [
            "src/**/*.svelte.test.ts",
            "src/**/*.browser.test.ts",
            "tests/browser/**/*.test.ts",
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: patient,
          setupFiles: ["tests/support/patience.ts"],
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium ? { executablePath: chromium } : {}),
                args: chromiumArgs,
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        test: {
          name: "e2e",
          environment: "node",
          include: ["tests/e2e/**/*.e2e.ts"],
          globalSetup: ["tests/e2e/global-setup.ts"],
          fileParallelism: false,
          expect: patient,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
