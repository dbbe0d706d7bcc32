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
onmessage = async ({ data: zip }) => {
  const began = performance.now();
  const entries = fflate.unzipSync(new Uint8Array(await zip.arrayBuffer()));
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle("raw", { create: true });
  for (const bytes of Object.values(entries)) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const name = Array.from(digest, (b) => b.toString(16).padStart(2, "0")).join("");
    const file = await folder.getFileHandle(name, { create: true });
    const access = await file.createSyncAccessHandle();
    access.write(bytes);
    access.close();
  }
  const ended = performance.now();
  await root.removeEntry("raw", { recursive: true });
  postMessage({ milliseconds: ended - began, files: Object.keys(entries).length });
};`;

/** @returns {Promise<{milliseconds: number, files: number}>} */
export async function rawImport(page, zip) {
  await page.setInputFiles(await rawInput(page), {
    name: "raw.zip",
    mimeType: "application/zip",
    buffer: Buffer.from(zip),
  });
  return page.evaluate(
    (code) =>
      new Promise((resolve, reject) => {
        const file = document.querySelector("#raw-input").files[0];
        const url = URL.createObjectURL(
          new Blob([code], { type: "text/javascript" }),
        );
        const task = new Worker(url);
        task.onmessage = ({ data }) => resolve(data);
        task.onerror = (event) => reject(new Error(event.message));
        task.postMessage(file);
      }),
    worker,
  );
}

async function rawInput(page) {
  await page.evaluate(() => {
    if (document.querySelector("#raw-input")) return;
    const input = document.createElement("input");
    input.type = "file";
    input.id = "raw-input";
    input.hidden = true;
    document.body.append(input);
  });
  return "#raw-input";
}
