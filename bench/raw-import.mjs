/**
 * The raw limit of an import: unzip, hash and store the same bytes, with nothing of ours.
 * Runs in a worker of the served page, because only workers have synchronous file access.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../scripts/ensure.mjs";

const fflate = readFileSync(
  join(root, "node_modules", "fflate", "umd", "index.js"),
  "utf8",
);

const worker = `${fflate}
onmessage = async ({ data: given }) => {
  const began = performance.now();
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle("raw", { create: true });
  let files = 0;
  for (const file of given) {
    const whole = new Uint8Array(await file.arrayBuffer());
    const entries = file.name.endsWith(".zip") ? Object.values(fflate.unzipSync(whole)) : [whole];
    for (const bytes of entries) {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const name = Array.from(digest, (b) => b.toString(16).padStart(2, "0")).join("");
      const file = await folder.getFileHandle(name, { create: true });
      const access = await file.createSyncAccessHandle();
      access.write(bytes);
      access.close();
      // Used here so that it lives until now: a collected handle never answers.
      if (file.kind !== "file") throw new Error("not a file");
      files += 1;
    }
  }
  const ended = performance.now();
  await root.removeEntry("raw", { recursive: true });
  postMessage({ milliseconds: ended - began, files });
};`;

/** @returns {Promise<{milliseconds: number, files: number}>} */
export async function rawImport(page, paths) {
  await page.evaluate(() => {
    if (document.querySelector("#raw-input")) return;
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.id = "raw-input";
    input.hidden = true;
    document.body.append(input);
  });
  await page.setInputFiles("#raw-input", paths);
  return page.evaluate(
    (code) =>
      new Promise((resolve, reject) => {
        const files = [...document.querySelector("#raw-input").files];
        const url = URL.createObjectURL(
          new Blob([code], { type: "text/javascript" }),
        );
        const task = new Worker(url);
        task.onmessage = ({ data }) => {
          task.terminate();
          resolve(data);
        };
        task.onerror = (event) => reject(new Error(event.message));
        task.postMessage(files);
      }),
    worker,
  );
}
