/// <reference lib="webworker" />
/**
 * Keeps the app for offline use and routes calls of services to an open page. A new version waits
 * until the user takes it. It is ended at will, so it holds no state.
 */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { ENGINE_CACHE, isEngineFile } from "#core/engine-cache.ts";
import { answerInference, INFER_PREFIX } from "#services/protocol.ts";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: {
    readonly url: string;
    readonly revision: string | null;
  }[];
};

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html")));

/** From the cache, else from the network, and kept from then on; the older version of the file goes. */
async function engineFile(request: Request): Promise<Response> {
  const cache = await caches.open(ENGINE_CACHE);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const response = await fetch(request.url);
  if (!response.ok) return response;
  const unhashed = (address: string): string =>
    address.replace(/-[\w-]{8}(\.\w+)$/, "$1");
  for (const old of await cache.keys())
    if (unhashed(old.url) === unhashed(request.url)) await cache.delete(old);
  // A full disk is no reason to fail: the file comes from the network then.
  await cache.put(request.url, response.clone()).catch(() => undefined);
  return response;
}
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isEngineFile(url.pathname),
  ({ request }) => engineFile(request),
);

self.addEventListener("message", (event) => {
  const { type } = (event.data ?? {}) as { readonly type?: string };
  if (type === "SKIP_WAITING") void self.skipWaiting();
});

// The first visit is served offline at once, without a second one.
self.addEventListener("activate", (event) =>
  event.waitUntil(self.clients.claim()),
);

/** Files of the app that are shown by themselves answer nothing. */
const isApp = ({ url }: Client): boolean =>
  !/\.(?!html$)\w+$/.test(new URL(url).pathname);

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (!pathname.includes(INFER_PREFIX)) return;
  event.respondWith(
    (async () => {
      const windows = await self.clients.matchAll({ type: "window" });
      const pages = windows.filter(isApp);
      const asking = pages.filter(({ id }) => id === event.clientId);
      return answerInference(event.request, [
        ...asking,
        ...pages.filter(({ id }) => id !== event.clientId),
      ]);
    })(),
  );
});
