/** The app asks its own origin alone, and a browser offers to install it. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Profile, startChromium } from "./chromium.ts";
import { foreignRequests, netLogFlag } from "./foreign-requests.ts";
import { Journey, kept } from "./journey.ts";

const journey = new Journey();

function served(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const type = path.endsWith(".js") ? "text/javascript" : "text/html";
    response.setHeader("Content-Type", type);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.end(files[path] ?? "");
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({ server, origin: `http://127.0.0.1:${String(port)}` });
    });
  });
}

it("a request to another origin is seen, of a page as of its service worker, also when the browser is killed", async () => {
  const { origin: other } = await served({});
  const { origin } = await served({
    "/": `<img src="${other}/page.png"><script>navigator.serviceWorker.register("/worker.js")</script>`,
    "/worker.js": `oninstall = (event) => event.waitUntil(fetch("${other}/worker.png"))`,
  });
  const profile = new Profile();
  onTestFinished(() => profile.delete());
  const log = join(profile.folder, "net.json");
  const chromium = await startChromium(profile, [netLogFlag(log)]);
  const { page } = await chromium.open(`${origin}/`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(() => new Set(foreignRequests(log)), { timeout: 10_000 })
    .toEqual(new Set([`${other}/page.png`, `${other}/worker.png`]));
  await chromium.kill();
  expect(foreignRequests(log)).toContain(`${other}/worker.png`);
});

it("the page may not ask another origin even if it wanted to", async () => {
  const { origin: other } = await served({});
  const { page } = await journey.open();
  const answer = await page.evaluate(
    (address) =>
      fetch(address).then(
        () => "answered",
        () => "refused",
      ),
    `${other}/`,
  );
  // Nor did it reach the network: the end of the journey looks.
  expect(answer).toBe("refused");
});

it("can be installed", async () => {
  const { page } = await journey.open();
  await kept(page);
  const session = await page.context().newCDPSession(page);
  const { url, errors, data } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(url).toBe(new URL("manifest.webmanifest", journey.origin).href);
  expect(JSON.parse(data ?? "{}")).toMatchObject({
    name: "Gleaner",
    display: "standalone",
  });
  const { installabilityErrors } = await session.send(
    "Page.getInstallabilityErrors",
  );
  expect(installabilityErrors).toEqual([]);
});
