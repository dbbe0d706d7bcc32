/** The files of `src` with their layers and imports. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const source = join(import.meta.dirname, "..", "..", "src");

export interface SourceFile {
  readonly path: string;
  readonly layer: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? walk(join(folder, entry.name))
      : [join(folder, entry.name)],
  );
}

function importsOf(text: string): string[] {
  const pattern = /(?:from\s+|import\s*\(\s*|import\s+)["']([^"']+)["']/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

export const files: SourceFile[] = walk(source)
  .filter((file) => /\.(ts|svelte)$/.test(file))
  .map((file) => {
    const path = relative(source, file);
    const text = readFileSync(file, "utf8");
    const layer = path.includes("/")
      ? path.slice(0, path.indexOf("/"))
      : path.replace(/\.ts$/, "");
    return { path, layer, text, imports: importsOf(text) };
  });
