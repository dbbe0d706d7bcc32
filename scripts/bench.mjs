/**
 * `npm run bench [-- name ...] [--readme]`: measures, in real Chromium over the built app, and
 * prints one table line per figure. Names are the files of bench/; without one, all but the long
 * ones. `--readme` also writes what was measured last, by this run or an earlier one, into the README.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { HEAD, writeReadme } from "../bench/report.mjs";
import { ensureBrowsers, ensurePackages, root, run } from "./ensure.mjs";

const SHORT = [
  "shell",
  "import",
  "label-files",
  "labeling",
  "drawing",
  "export",
];
const LONG = [
  "objects",
  "session",
  "sounds",
  "tables",
  "large-table",
  "table-threads",
  "texts",
  "ml",
];
const all = [...SHORT, ...LONG];

const asked = process.argv.slice(2);
const names = asked.filter((name) => name !== "--readme");
const wantsReadme = names.length < asked.length;
const unknown = names.find(
  (name) =>
    !all.includes(name) || !existsSync(join(root, "bench", `${name}.mjs`)),
);
if (unknown !== undefined) {
  console.error(`No benchmark "${unknown}"; there are: ${all.join(", ")}`);
  process.exit(1);
}

ensurePackages();
ensureBrowsers();
// With `--readme` alone nothing is measured again.
const wanted = names.length > 0 ? names : wantsReadme ? [] : SHORT;
if (wanted.length > 0) console.log(HEAD);
for (const name of wanted) run("node", [join(root, "bench", `${name}.mjs`)]);
if (wantsReadme) writeReadme(all);
