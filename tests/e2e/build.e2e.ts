/** What the built files promise, whichever browser reads them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const dist = join(import.meta.dirname, "..", "..", "dist");
const assets = join(dist, "assets");
const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
const textOf = (name: string): string =>
  readFileSync(join(assets, name), "utf8");

it("no chunk imports the entry of a worker, which WebKit would then run twice", () => {
  const wrong = scripts.filter((name) =>
    /(?:from|import\()\s*["'`][^"'`]*\.worker-[^"'`]*["'`]/.test(textOf(name)),
  );
  expect(wrong).toEqual([]);
});

it("the first screen loads at most 120 kB of JavaScript (gzip), and no learning engine", () => {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const first = [...html.matchAll(/assets\/([^"]+\.js)"/g)].map(
    (match) => match[1] ?? "",
  );
  expect(first.length).toBeGreaterThan(0);
  const reached = new Set(first);
  for (const name of reached)
    for (const match of textOf(name).matchAll(
      /(?:from|import)\s*["']\.\/([^"']+\.js)["']/g,
    ))
      reached.add(match[1] ?? "");
  const texts = [...reached].map(textOf);
  const bytes = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
  expect(bytes).toBeLessThanOrEqual(120 * 1024);
  expect(texts.filter((text) => /tfjs|onnxruntime/.test(text))).toEqual([]);
});

it("no inline script, and nothing from another origin", () => {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  expect(html.match(/<script(?![^>]*\ssrc=)/g)).toBeNull();
  expect(html.match(/(?:src|href)="https?:/g)).toBeNull();
});
