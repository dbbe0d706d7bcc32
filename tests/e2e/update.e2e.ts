import { appendFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Journey, kept } from "./journey.ts";
import { serveApp, type AppServer } from "./serve-app.ts";
import { trySample } from "./steps.ts";

const journey = new Journey();
const folder = journey.folder({});
let server: AppServer;

beforeAll(async () => {
  cpSync(join(import.meta.dirname, "..", "..", "dist"), folder, {
    recursive: true,
  });
  server = await serveApp(folder);
});
afterAll(() => server.close());

it("a new version waits until the user takes it", async () => {
  const { page } = await journey.open(server.url);
  await kept(page);
  const banner = page.getByText("A new version of Gleaner is ready.");
  expect(await banner.count()).toBe(0);
  await trySample(page);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  appendFileSync(join(folder, "service-worker.js"), "\n// another version\n");
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await banner.waitFor();
  await page.keyboard.press("1");
  const isSame = (): Promise<boolean> =>
    page.evaluate(() => "sameDocument" in window);
  expect(await isSame()).toBe(true);
  await page.getByRole("button", { name: "Update now" }).click();
  await expect.poll(() => isSame().catch(() => true)).toBe(false);
  await expect.poll(() => banner.count()).toBe(0);
});

it("a call that no open page can answer gets 503 and a clear body", async () => {
  const { page } = await journey.open(`${server.url}assets/`);
  await page.goto(`${server.url}manifest.webmanifest`);
  for (const other of journey.chromium.context.pages())
    if (other !== page) await other.close();
  const answer = await page.evaluate(async () => {
    const response = await fetch("/v1/infers/none", {
      method: "POST",
      body: new FormData(),
    });
    return { status: response.status, body: await response.text() };
  });
  expect(answer.status).toBe(503);
  expect(answer.body).toContain("No open page of Gleaner");
});
