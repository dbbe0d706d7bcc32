/**
 * The raw limit of an import of texts: read the file, cut it into lines, hash and store each, with
 * nothing of ours. Runs in a worker of the served page, as the product does.
 */
const worker = `
onmessage = async ({ data: file }) => {
  const began = performance.now();
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const opening = indexedDB.open("raw", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("texts", { keyPath: "key" });
  const database = await answer(opening);
  const encoder = new TextEncoder();
  let [count, rest] = [0, ""];
  const store = async (lines) => {
    const hashes = await Promise.all(lines.map((line) => crypto.subtle.digest("SHA-256", encoder.encode(line))));
    const change = database.transaction("texts", "readwrite");
    lines.forEach((text, i) => change.objectStore("texts").add({
      key: count + i,
      hash: Array.from(new Uint8Array(hashes[i]), (b) => b.toString(16).padStart(2, "0")).join(""),
      text,
    }));
    await new Promise((resolve, reject) => {
      change.oncomplete = resolve;
      change.onerror = () => reject(change.error);
    });
    count += lines.length;
  };
  let lines = [];
  for await (const part of file.stream().pipeThrough(new TextDecoderStream())) {
    const cut = (rest + part).split("\\n");
    rest = cut.pop();
    lines.push(...cut);
    if (lines.length >= 2000) await store(lines.splice(0));
  }
  await store(rest === "" ? lines : [...lines, rest]);
  const milliseconds = performance.now() - began;
  database.close();
  await answer(indexedDB.deleteDatabase("raw"));
  postMessage({ milliseconds, count });
};`;

/** @returns {Promise<{milliseconds: number, count: number}>} */
export async function rawTexts(page, path) {
  await page.evaluate(() => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", id: "raw-input", hidden: true });
    document.body.append(input);
  });
  await page.setInputFiles("#raw-input", path);
  return page.evaluate(
    (code) =>
      new Promise((resolve, reject) => {
        const input = document.querySelector("#raw-input");
        const [file] = input.files;
        input.remove();
        const address = URL.createObjectURL(
          new Blob([code], { type: "text/javascript" }),
        );
        const task = new Worker(address);
        task.onmessage = ({ data }) => {
          task.terminate();
          resolve(data);
        };
        task.onerror = (event) => reject(new Error(event.message));
        task.postMessage(file);
      }),
    worker,
  );
}
