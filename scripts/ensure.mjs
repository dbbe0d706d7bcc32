/** Steps shared by the commands: packages installed, app built, browsers there. Node built-ins only. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** Runs a command in the project's root, its output shown; ends this process when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    ...options,
  });
  if (result.error) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function newestIn(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(
    0,
    ...readdirSync(path).map((name) => newestIn(join(path, name))),
  );
}

/** npm writes its own copy of the lock file when it is done: older than ours means not installed. */
export function ensurePackages() {
  const lock = join(root, "package-lock.json");
  const installed = join(root, "node_modules", ".package-lock.json");
  if (newestIn(installed) > newestIn(lock)) return;
  console.log("Installing packages (npm ci) ...");
  run("npm", ["ci", "--no-audit", "--no-fund"]);
}

/** Builds when a source is newer than the last build. */
export function ensureBuild() {
  const built = newestIn(join(root, "dist", "index.html"));
  const sources = [
    "src",
    "public",
    "index.html",
    "vite.config.ts",
    "package-lock.json",
    "plugins",
  ];
  if (built > Math.max(...sources.map((name) => newestIn(join(root, name)))))
    return;
  console.log("Building the app (vite build) ...");
  run("npx", ["vite", "build", "--logLevel", "warn"]);
}

function has(command) {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}

/**
 * The browsers the tests drive, from the system's packages: playwright's own downloads are not used.
 * Chromium is needed; Firefox and WebKitGTK widen the journey, their absence is told and skipped.
 */
export function ensureBrowsers() {
  const wanted = [
    ["chromium", ["chromium", "chromium-browser", "google-chrome"]],
    ["firefox-esr", ["firefox-esr", "firefox"]],
    ["webkit2gtk-driver", ["WebKitWebDriver"]],
    ["xvfb", ["Xvfb"]],
    ["unzip", ["unzip"]],
  ];
  const missing = wanted
    .filter(([, names]) => !names.some(has))
    .map(([name]) => name);
  if (missing.length === 0) return;
  const canInstall = process.getuid?.() === 0 && has("apt-get");
  if (canInstall) {
    console.log(`Installing ${missing.join(", ")} (apt-get) ...`);
    const quiet = {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: "ignore",
    };
    spawnSync("apt-get", ["update", "-qq"], quiet);
    spawnSync(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", ...missing],
      quiet,
    );
  }
  const still = wanted
    .filter(([, names]) => !names.some(has))
    .map(([name]) => name);
  if (still.length > 0) {
    console.log(
      `Not installed: ${still.join(", ")}. On Debian or Ubuntu: sudo apt install ${still.join(" ")}`,
    );
  }
  if (still.includes("chromium")) {
    console.error("The tests need Chromium.");
    process.exit(1);
  }
}
