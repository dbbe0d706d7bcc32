/**
 * Serves the built app: static files with the headers it needs (cross-origin isolation for WASM
 * threads, a strict content security policy). Any static host that sends these headers will do.
 */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const types = {
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".onnx": "application/octet-stream",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

export const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Content-Security-Policy":
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
};

/** The one script that fetches models from addresses the user types (`src/workers/download.worker.ts`). */
const downloader = /\/assets\/download\.worker-[\w-]+\.js$/;
const downloaderPolicy = headers["Content-Security-Policy"].replace(
  "connect-src 'self' blob:",
  "connect-src 'self' blob: https: http://localhost:* http://127.0.0.1:*",
);

function fileFor(folder, url) {
  const path = normalize(decodeURIComponent(url.split(/[?#]/)[0])).replace(
    /^([/\\]|\.\.)+/,
    "",
  );
  const file = join(folder, path === "" ? "index.html" : path);
  return existsSync(file) && statSync(file).isFile() ? file : null;
}

/** @returns {Promise<{url: string, close: () => Promise<void>}>} */
export async function serve({
  port = 0,
  folder = join(import.meta.dirname, "..", "dist"),
  quiet = false,
  host = "localhost",
} = {}) {
  const server = createServer((request, response) => {
    const file =
      request.method === "GET" || request.method === "HEAD"
        ? fileFor(folder, request.url)
        : null;
    if (!file) {
      response
        .writeHead(404, { ...headers, "Content-Type": "text/plain" })
        .end("Not found");
      return;
    }
    const hashed = file.includes(`${join(folder, "assets")}`);
    response.writeHead(200, {
      ...headers,
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Content-Length": statSync(file).size,
      ...(downloader.test(file.replaceAll("\\", "/"))
        ? { "Content-Security-Policy": downloaderPolicy }
        : {}),
      "Cache-Control": hashed
        ? "public, max-age=31536000, immutable"
        : "no-cache",
    });
    if (request.method === "HEAD") response.end();
    else createReadStream(file).pipe(response);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const url = `http://${host}:${server.address().port}/`;
  if (!quiet) console.log(`Gleaner is ready: ${url}  (Ctrl+C stops it)`);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await serve({ port: Number(process.env.PORT ?? 4173) });
}
