/**
 * A dataset of many files of their own. 200 real photos come in through the import dialog; a worker
 * then stores changed copies as the product does with all but small files (a file by its hash, a row
 * for each), because importing a gigabyte would take longer than exporting it.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder } from "./chromium.mjs";
import { photos, photoZip } from "./photos.mjs";
import { createDataset, importFiles } from "./steps.mjs";

const PICTURES = 200;

const worker = `
const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const held = new Set();
async function store(root, bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hash = Array.from(digest, (b) => b.toString(16).padStart(2, "0")).join("");
  const folder = await root.getDirectoryHandle(hash.slice(0, 2), { create: true });
  const file = await folder.getFileHandle(hash, { create: true });
  // A handle that nothing holds may be collected while it is asked, and never answers.
  held.add(file);
  const access = await file.createSyncAccessHandle();
  held.delete(file);
  access.write(bytes);
  access.close();
  return { hash, bytes: bytes.length };
}
function copy(root, bytes, text) {
  const comment = new TextEncoder().encode(text);
  const changed = new Uint8Array(bytes.length + 4 + comment.length);
  changed.set(bytes.subarray(0, 2));
  changed.set([0xff, 0xfe, 0, comment.length + 2], 2);
  changed.set(comment, 6);
  changed.set(bytes.subarray(2), 6 + comment.length);
  return store(root, changed);
}
onmessage = async ({ data: total }) => {
  const database = await answer(indexedDB.open("gleaner"));
  const all = (store) => answer(database.transaction(store).objectStore(store).getAll());
  const [samples, items, datasets] = await Promise.all(["samples", "items", "datasets"].map(all));
  const itemOf = new Map(items.map((item) => [item.sampleId, item]));
  const storage = await navigator.storage.getDirectory();
  const root = await storage.getDirectoryHandle("blobs", { create: true });
  const packs = await storage.getDirectoryHandle("packs");
  const blobs = await all("blobs");
  const packed = new Map(blobs.map((blob) => [blob.hash, blob]));
  const read = await Promise.all(samples.map(async ({ hash }) => {
    const { pack, offset, bytes } = packed.get(hash);
    const file = await (await packs.getFileHandle(pack)).getFile();
    return new Uint8Array(await file.slice(offset, offset + bytes).arrayBuffer());
  }));
  for (const bytes of read) await store(root, bytes);
  const unpack = database.transaction("blobs", "readwrite");
  for (const { pack, offset, ...blob } of blobs) unpack.objectStore("blobs").put({ ...blob, place: "opfs" });
  await new Promise((resolve) => (unpack.oncomplete = resolve));
  let sum = datasets[0].bytes;
  for (let from = samples.length; from < total; from += 500) {
    const indices = Array.from({ length: Math.min(500, total - from) }, (_, i) => from + i);
    const copies = [];
    let next = 0;
    await Promise.all([1, 2, 3, 4].map(async () => {
      while (next < indices.length) {
        const at = next;
        next += 1;
        copies[at] = await copy(root, read[indices[at] % samples.length], "copy " + indices[at]);
      }
    }));
    const change = database.transaction(["samples", "items", "blobs"], "readwrite");
    indices.forEach((i, at) => {
      const { hash, bytes } = copies[at];
      const sample = samples[i % samples.length];
      const id = sample.id.slice(0, 10) + "z" + String(i).padStart(11, "0");
      const name = String(i).padStart(6, "0") + ".jpg";
      const rest = { name, path: sample.path.split("/")[0] + "/copy/" + name, createdAt: sample.createdAt + i, hash, bytes };
      sum += bytes;
      change.objectStore("samples").add({ ...sample, ...rest, id });
      change.objectStore("items").add({ ...itemOf.get(sample.id), ...rest, sampleId: id });
      change.objectStore("blobs").add({ hash, bytes, refs: 1, place: "opfs", writtenAt: Date.now() });
    });
    await new Promise((resolve, reject) => { change.oncomplete = resolve; change.onerror = () => reject(change.error); });
  }
  const change = database.transaction("datasets", "readwrite");
  change.objectStore("datasets").put({ ...datasets[0], sampleCount: total, bytes: sum });
  await new Promise((resolve) => (change.oncomplete = resolve));
  postMessage(sum);
};`;

/** Runs code as a worker of the page. @returns what it posts back. */
export function runWorker(page, code, input) {
  return page.evaluate(
    ([source, data]) =>
      new Promise((resolve, reject) => {
        // A rejection is no error of the worker by itself, and nobody would hear of it.
        const loud =
          "onunhandledrejection = ({ reason }) => setTimeout(() => { throw reason; });";
        const url = URL.createObjectURL(
          new Blob([loud, source], { type: "text/javascript" }),
        );
        const task = new Worker(url);
        task.onmessage = (event) => {
          task.terminate();
          resolve(event.data);
        };
        task.onerror = (event) => reject(new Error(event.message));
        task.postMessage(data);
      }),
    [code, input],
  );
}

/** Ends on the dataset's page. @returns bytes of all files together. */
export async function seedFiles(page, url, total) {
  await withFolder(async (folder) => {
    const zip = join(folder, "trash.zip");
    writeFileSync(zip, photoZip(photos(PICTURES, "seed", ["trashnet"])));
    await createDataset(page, url, "trash");
    await importFiles(page, [zip]);
  });
  const bytes = await runWorker(page, worker, total);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  return bytes;
}
