/** Adding backbones in the built app: by address from another origin, by file without a network. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { colourOnnx } from "../support/onnx-writer.ts";
import { colourGraphFiles } from "../support/tfjs-writer.ts";
import { Journey } from "./journey.ts";
import { serveApp, type AppServer } from "./serve-app.ts";

const journey = new Journey({ asksOthers: true });
const onnx = colourOnnx([[1, 0, 0]], [0]);
const folder = journey.folder({ "red.onnx": Buffer.from(onnx) });
const graph = colourGraphFiles([[0, 1, 0]], 16);
let server: Server;
let models: string;
/** Our own server of the app: the network is gone when it is closed. */
let app: AppServer;

/** Another origin: `/open/` allows other pages to read (CORS), `/closed/` does not, `/endless/` never ends. */
function serveModels(): Promise<Server> {
  const files: Readonly<Record<string, Uint8Array>> = {
    "net.onnx": onnx,
    ...graph,
  };
  const made = createServer((request, response) => {
    const [, kind, name = ""] = (request.url ?? "").split("/");
    if (kind !== "closed")
      response.setHeader("Access-Control-Allow-Origin", "*");
    if (kind === "endless") {
      response.setHeader("Content-Length", "1000000");
      response.write(Buffer.alloc(250_000));
      return;
    }
    response.statusCode = files[name] ? 200 : 404;
    response.end(files[name]);
  });
  return new Promise((resolve) =>
    made.listen(0, "127.0.0.1", () => resolve(made)),
  );
}

beforeAll(async () => {
  server = await serveModels();
  const { port } = server.address() as AddressInfo;
  models = `http://127.0.0.1:${String(port)}`;
  app = await serveApp();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const dialog = (page: Page) => page.getByRole("dialog");
const card = (page: Page, name: string) =>
  page.locator("section", { has: page.getByRole("heading", { name }) });

async function typeAddress(page: Page, address: string): Promise<void> {
  await dialog(page).getByLabel("Address").fill(address);
  await dialog(page).getByRole("button", { name: "Download" }).click();
}

const isEngine = (url: string): boolean => /\/assets\/ort[.-]/.test(url);

/** Suffixes of the engine's files that the service worker keeps. */
const keptTypes = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const cache = await caches.open("gleaner-engines");
    const keys = await cache.keys();
    return keys.map(({ url }) => url.split(".").at(-1) ?? "").sort();
  });

it("adds backbones from another origin and, without a network, from a file", async () => {
  const { page } = await journey.open(`${app.url}#/settings`);
  const requested: string[] = [];
  journey.chromium.context.on("request", (request) =>
    requested.push(request.url()),
  );
  await page.evaluate(async () => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.getByRole("link", { name: /^Backbones/ }).click();
  await page.getByText("Nothing was added yet.").waitFor();

  await page.getByRole("button", { name: "Add from an address" }).click();
  await typeAddress(page, "http://example.com/net.onnx");
  await dialog(page)
    .getByText(/must begin with https:/)
    .waitFor();
  await typeAddress(page, `${models}/closed/net.onnx`);
  await dialog(page)
    .getByText(/does not allow other pages to read it \(CORS\)/)
    .waitFor();
  await typeAddress(page, `${models}/open/missing.onnx`);
  await dialog(page)
    .getByText(/answered 404 for \/open\/missing.onnx/)
    .waitFor();
  await typeAddress(page, `${models}/endless/net.onnx`);
  await dialog(page)
    .getByText(/250 kB of 1 MB/)
    .waitFor();
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect
    .poll(() => dialog(page).getByRole("progressbar").count())
    .toBe(0);
  expect(requested.filter(isEngine)).toEqual([]);

  await typeAddress(page, `${models}/open/model.json`);
  await dialog(page).getByLabel("Name").fill("Green");
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await card(page, "Green").getByText(`${models}/open/model.json`).waitFor();
  expect(requested.filter(isEngine)).toEqual([]);

  await page.getByRole("button", { name: "Add from an address" }).click();
  await typeAddress(page, `${models}/open/net.onnx`);
  await dialog(page).getByLabel("Name").fill("Red");
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await card(page, "Red").waitFor();
  expect(requested.some(isEngine)).toBe(true);

  // The page itself, as opposed to the downloading worker, can reach nobody.
  const reached = await page.evaluate(
    (url) =>
      fetch(url).then(
        () => "reached",
        () => "blocked",
      ),
    `${models}/open/net.onnx`,
  );
  expect(reached).toBe("blocked");

  await expect.poll(() => keptTypes(page)).toEqual(["mjs", "wasm"]);
  // What an update of the app would leave: its own engine files are fetched at the next start.
  await page.evaluate(() => caches.delete("gleaner-engines"));
  await page.reload();
  await expect.poll(() => keptTypes(page)).toEqual(["mjs", "wasm"]);
  await app.close();
  await page.reload();
  await card(page, "Red").waitFor();
  await page.getByRole("button", { name: "Add from files" }).click();
  await dialog(page)
    .locator("input[type=file]")
    .setInputFiles(join(folder, "red.onnx"));
  await dialog(page).getByLabel("Name").fill("Offline");
  await dialog(page)
    .getByText(/^0 to 255/)
    .click();
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await card(page, "Offline")
    .getByText(/0 to 255/)
    .waitFor();

  await page.getByRole("button", { name: "Delete Offline" }).click();
  await dialog(page).getByRole("button", { name: "Delete" }).click();
  await expect.poll(() => card(page, "Offline").count()).toBe(0);
});
