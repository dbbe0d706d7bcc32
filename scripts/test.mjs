/**
 * `npm test [node|browser|e2e ...]`: installs what the tests need, runs all of them (or the named
 * projects), and ends with one line that counts them.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  ensureBrowsers,
  ensureBuild,
  ensurePackages,
  root,
} from "./ensure.mjs";

const asked = process.argv.slice(2);
const projects = asked.length > 0 ? asked : ["node", "browser", "e2e"];
/** Far more than a part takes. A run that stands still says so, and the parts behind it are run. */
const MOST_MS = 45 * 60_000;
const reports = join(root, ".cache", "reports");

ensurePackages();
if (projects.some((name) => name !== "node")) ensureBrowsers();
if (projects.includes("e2e")) ensureBuild();

mkdirSync(reports, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
for (const project of projects) {
  const file = join(reports, `${project}.json`);
  rmSync(file, { force: true });
  const began = Date.now();
  const { status, error } = spawnSync(
    "npx",
    [
      "vitest",
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    { cwd: root, stdio: "inherit", timeout: MOST_MS, killSignal: "SIGKILL" },
  );
  if (error) console.log(`Project ${project}: ${error.message}`);
  console.log(
    `Project ${project}: ${Math.round((Date.now() - began) / 1000)} s`,
  );
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests;
    total.skipped += report.numPendingTests + report.numTodoTests;
    if (status !== 0 && report.numFailedTests === 0) total.failed += 1;
  } catch {
    total.failed += 1;
  }
}
console.log(
  `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`,
);
process.exit(total.failed > 0 ? 1 : 0);
