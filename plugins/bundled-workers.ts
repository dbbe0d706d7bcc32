import { existsSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { extname, join, relative } from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";

const base = "/bundled-workers/";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/**
 * Serves workers bundled, as the product ships them, to tests in a browser. A development server
 * sends each of a worker's hundreds of modules on its own, which costs seconds at every start, and
 * a test of an import starts several workers. Each worker is built once, when it is first asked for.
 */
export function bundledWorkers(): Plugin {
  const built = new Map<string, Promise<void>>();
  return {
    name: "bundled-workers",
    apply: () => process.env["VITEST"] !== undefined,
    configureServer({ config, middlewares }) {
      const folder = join(config.cacheDir, "bundled-workers");
      middlewares.use((request, response, next) => {
        const [path = "", query = ""] = (request.url ?? "").split("?");
        const source = join(config.root, decodeURIComponent(path));
        if (query.startsWith("worker_file") && existsSync(source)) {
          const name = relative(config.root, source).replace(/\W+/g, "-");
          const done =
            built.get(name) ?? bundle(source, name, join(folder, name), config);
          built.set(name, done);
          done.then(
            () =>
              send(
                `import "${base}${name}/entry.js";`,
                ".js",
                response,
                config,
              ),
            next,
          );
        } else if (path.startsWith(base)) {
          const file = join(folder, path.slice(base.length));
          send(readFileSync(file), extname(file), response, config);
        } else next();
      });
    },
  };
}

async function bundle(
  input: string,
  name: string,
  outDir: string,
  { root, worker }: ResolvedConfig,
): Promise<void> {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    base: `${base}${name}/`,
    build: {
      target: "es2023",
      outDir,
      emptyOutDir: true,
      minify: false,
      modulePreload: false,
      chunkSizeWarningLimit: Infinity,
      rolldownOptions: {
        input,
        output: {
          ...worker.rolldownOptions.output,
          entryFileNames: "entry.js",
        },
        preserveEntrySignatures: false,
      },
    },
    worker: { format: worker.format, rolldownOptions: worker.rolldownOptions },
  });
}

function send(
  body: string | Uint8Array,
  type: string,
  response: ServerResponse,
  { server }: ResolvedConfig,
): void {
  for (const [header, value] of Object.entries(server.headers ?? {}))
    response.setHeader(header, String(value));
  response.setHeader("Content-Type", types[type] ?? "application/octet-stream");
  response.end(body);
}
