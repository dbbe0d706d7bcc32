/** What the benchmarks print and keep: one line a figure, and `.cache/bench/<name>.json` for the README. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { basename, join } from "node:path";
import { root } from "../scripts/ensure.mjs";
import { executablePath } from "./executable.mjs";

const folder = join(root, ".cache", "bench");
const readme = join(root, "README.md");
const MARKS = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;
export const HEAD = "| what | figure | goal | |\n|---|---|---|---|";

const lines = [];

const row = ({ what, figure, goal, met }) =>
  `| ${what} | ${figure} | ${goal} | ${met ? "met" : "MISSED"} |`;

/** Prints one line of the table and keeps it under the name of the benchmark that runs. */
export function line(what, figure, goal, met) {
  lines.push({ what, figure, goal, met });
  console.log(row(lines.at(-1)));
  mkdirSync(folder, { recursive: true });
  const name = basename(process.argv[1], ".mjs");
  writeFileSync(
    join(folder, `${name}.json`),
    `${JSON.stringify({ name, load: loadavg()[0], lines }, null, 2)}\n`,
  );
}

/** A figure without a goal: context, on the screen only. */
export function note(text) {
  console.log(`  ${text}`);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** The machine in words: cores, processor, browser. */
function machine() {
  const [{ model }] = cpus();
  const browser = execFileSync(executablePath, ["--version"], {
    encoding: "utf8",
  });
  const version = /[A-Z][a-z]+ [\d.]+/.exec(browser)?.[0] ?? browser.trim();
  return `${String(cpus().length)} cores (${model.trim()}), ${version}, headless, no GPU`;
}

/** Writes what was measured last into the README, benchmarks in the given order. */
export function writeReadme(order) {
  const found = readdirSync(folder)
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")))
    .filter(({ name }) => order.includes(name))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  // Absolute times suffer from whatever else runs; ratios do less.
  const loads = found.flatMap(({ load }) => load ?? []).map(Math.round);
  const load = `${String(Math.min(...loads))} to ${String(Math.max(...loads))}`;
  const table = [
    `On ${machine()}; load average while measuring: ${load}.`,
    "",
    HEAD,
    ...found.flatMap((bench) => bench.lines.map(row)),
  ];
  const text = readFileSync(readme, "utf8");
  writeFileSync(
    readme,
    text.replace(MARKS, (_all, open, close) =>
      [open, table.join("\n"), "\n", close].join(""),
    ),
  );
}
