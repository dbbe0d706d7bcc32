/** Training on several threads, as on devices with more cores than the machine of a test may have. */
import {
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Journey } from "./journey.ts";
import { serveApp, type AppServer } from "./serve-app.ts";
import { createProject, next, trySample } from "./steps.ts";

const journey = new Journey({ isNewEachTest: true });
const folder = journey.folder({});
const assets = join(folder, "assets");
const CORES = `Object.defineProperty(navigator, "hardwareConcurrency", { value: 4 });\n`;
let server: AppServer;

beforeAll(async () => {
  cpSync(join(import.meta.dirname, "..", "..", "dist"), folder, {
    recursive: true,
  });
  for (const name of readdirSync(assets))
    if (name.startsWith("train.worker-")) {
      const path = join(assets, name);
      writeFileSync(path, CORES + readFileSync(path, "utf8"));
    }
  server = await serveApp(folder);
});
afterAll(() => server.close());

async function trained(): Promise<string> {
  const { page } = await journey.open(server.url);
  await trySample(page);
  await createProject(page, server.url, "create=1&sample=1", true);
  await next(page);
  await page.getByText("Awaiting input").first().waitFor({ timeout: 150_000 });
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open("gleaner");
        opening.onerror = () => reject(new Error("IndexedDB failed"));
        opening.onsuccess = () => {
          const asked = opening.result
            .transaction("trainings")
            .objectStore("trainings")
            .getAll();
          asked.onsuccess = () => {
            const [run] = asked.result as { backendReason: string }[];
            resolve(run?.backendReason ?? "");
          };
        };
      }),
  );
}

it("trains on half of the cores", async () => {
  expect(await trained()).toMatch(/on 2 threads/);
});

it("trains on one where threads do not start", async () => {
  for (const name of readdirSync(assets))
    if (/threaded-simd-.*\.js$/.test(name)) rmSync(join(assets, name));
  const told = await trained();
  expect(told).toMatch(/WebAssembly/);
  expect(told).not.toMatch(/threads/);
});
