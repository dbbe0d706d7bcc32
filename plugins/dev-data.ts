import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Plugin } from "vite";

/** Where the test pictures lie, beside the repository; tests skip themselves when they are absent. */
const root = resolve(import.meta.dirname, "../../shared/data/dev");

/**
 * Serves test data to tests in a browser: `/dev-data/<path>` is a file, `/dev-data/<folder>/` the
 * list of all files below it as JSON, empty when there is none.
 */
export function devData(): Plugin {
  return {
    name: "dev-data",
    apply: () => process.env["VITEST"] !== undefined,
    configureServer(server) {
      server.middlewares.use("/dev-data/", (request, response) => {
        const path = resolve(
          root,
          decodeURIComponent((request.url ?? "").replace(/\?.*$/, "").slice(1)),
        );
        const isInside = path === root || path.startsWith(root + sep);
        if (!isInside || !existsSync(path)) {
          response.setHeader("Content-Type", "application/json");
          response.end("[]");
        } else if (statSync(path).isDirectory()) {
          const files = readdirSync(path, { recursive: true })
            .map((name) => join(path, String(name)))
            .filter((name) => statSync(name).isFile())
            .map((name) => relative(path, name));
          response.setHeader("Content-Type", "application/json");
          response.end(JSON.stringify(files.sort()));
        } else {
          response.setHeader("Content-Type", "application/octet-stream");
          createReadStream(path).pipe(response);
        }
      });
    },
  };
}
