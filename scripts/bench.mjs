/**
 * `npm run bench [-- name ...]`: measures, in real Chromium over the built app, and prints one
 * table line per figure. Names are the files of bench/; without one, all but the long `ml` run.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowsers, ensurePackages, root, run } from "./ensure.mjs";

const all = ["shell", "import", "labeling", "export", "training"];
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : all;

ensurePackages();
ensureBrowsers();
console.log("| what | figure | goal | |\n|---|---|---|---|");
for (const name of names) {
  const file = join(root, "bench", `${name}.mjs`);
  if (!existsSync(file)) {
    console.error(
      `No benchmark "${name}"; there are: ${[...all, "ml"].join(", ")}`,
    );
    process.exit(1);
  }
  run("node", [file]);
}
