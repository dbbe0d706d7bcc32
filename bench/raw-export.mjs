/** The raw limit of an export: the stored files, streamed into one zip by fflate, with nothing of ours. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../scripts/ensure.mjs";
import { runWorker } from "./seed-files.mjs";

const fflate = readFileSync(
  join(root, "node_modules", "fflate", "umd", "index.js"),
  "utf8",
);

const worker = `${fflate}
onmessage = async () => {
  const began = performance.now();
  const root = await navigator.storage.getDirectory();
  const target = await (await root.getFileHandle("raw.zip", { create: true })).createSyncAccessHandle();
  let [offset, files] = [0, 0];
  const zip = new fflate.Zip((error, chunk) => {
    if (error) throw error;
    offset += target.write(chunk, { at: offset });
  });
  for await (const folder of (await root.getDirectoryHandle("blobs")).values()) {
    if (folder.kind !== "directory") continue;
    for await (const [name, handle] of folder.entries()) {
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      const entry = new fflate.ZipPassThrough(name + ".jpg");
      zip.add(entry);
      entry.push(bytes, true);
      files += 1;
    }
  }
  zip.end();
  target.close();
  const milliseconds = performance.now() - began;
  await root.removeEntry("raw.zip");
  postMessage({ milliseconds, files, bytes: offset });
};`;

/** @returns {Promise<{milliseconds: number, files: number, bytes: number}>} */
export const rawExport = (page) => runWorker(page, worker, null);
