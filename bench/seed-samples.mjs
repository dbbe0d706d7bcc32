/**
 * A labeling job of 100,000 samples. 500 real pictures come in through the import dialog; their
 * rows are then repeated in the database itself, as the product writes them, so that the pictures
 * are shared by hash and every list, count and index has its full size.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder } from "./chromium.mjs";
import { photos, photoZip } from "./photos.mjs";
import { createDataset, importFiles } from "./steps.mjs";

const PICTURES = 500;

/** Runs in the page. Every second sample is labeled, labels in turn. */
async function repeat(total) {
  const opened = indexedDB.open("gleaner");
  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(opened);
  const all = (store) =>
    answer(database.transaction(store).objectStore(store).getAll());
  const [samples, items, labels, jobs, blobs, datasets] = await Promise.all(
    ["samples", "items", "labels", "labelingJobs", "blobs", "datasets"].map(
      all,
    ),
  );
  const job = jobs[0];
  const itemOf = new Map(items.map((item) => [item.sampleId, item]));
  const hashes = new Map();
  for (let from = samples.length; from < total; from += 5000) {
    const change = database.transaction(["samples", "items"], "readwrite");
    for (let i = from; i < Math.min(total, from + 5000); i += 1) {
      const sample = samples[i % samples.length];
      const old = itemOf.get(sample.id);
      const id = `${sample.id.slice(0, 10)}z${String(i).padStart(11, "0")}`;
      const name = `${String(i).padStart(6, "0")}.jpg`;
      const rest = {
        name,
        path: `${sample.path.split("/")[0]}/copy/${name}`,
        createdAt: sample.createdAt + i,
      };
      const label = labels[Math.floor(i / 2) % labels.length].id;
      const content =
        i % 2 === 0
          ? {
              ...old,
              annotation: { labels: [label] },
              labels: [label],
              labelKeys: [`${job.id}|${label}`],
            }
          : {
              ...old,
              state: "unlabeled",
              annotation: null,
              labels: [],
              labelKeys: [],
              provenance: null,
            };
      hashes.set(sample.hash, (hashes.get(sample.hash) ?? 0) + 1);
      change.objectStore("samples").add({ ...sample, ...rest, id });
      change.objectStore("items").add({ ...content, ...rest, sampleId: id });
    }
    await new Promise((resolve, reject) => {
      change.oncomplete = resolve;
      change.onerror = () => reject(change.error);
    });
  }
  const change = database.transaction(["blobs", "datasets"], "readwrite");
  for (const blob of blobs)
    change
      .objectStore("blobs")
      .put({ ...blob, refs: blob.refs + (hashes.get(blob.hash) ?? 0) });
  change.objectStore("datasets").put({ ...datasets[0], sampleCount: total });
  await new Promise((resolve) => (change.oncomplete = resolve));
  database.close();
  return {
    jobId: job.id,
    labels: labels.map(({ name }) => name),
    annotation: items[0].annotation,
  };
}

/** @returns {Promise<{jobId: string, labels: string[]}>} */
export async function seedJob(page, url, total) {
  await withFolder(async (folder) => {
    const zip = join(folder, "flowers.zip");
    writeFileSync(zip, photoZip(photos(PICTURES, "seed", ["flowers5"])));
    await createDataset(page, url, "flowers");
    await importFiles(page, [zip]);
  });
  return page.evaluate(repeat, total);
}
