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

self.addEventListener("message", (event) => {
  const { type } = (event.data ?? {}) as { readonly type?: string };
  if (type === "SKIP_WAITING") void self.skipWaiting();
});

// The first visit is served offline at once, without a second one.
self.addEventListener("activate", (event) =>
  event.waitUntil(self.clients.claim()),
);

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (!pathname.includes(INFER_PREFIX)) return;
  event.respondWith(
    (async () => {
      const pages = await self.clients.matchAll({ type: "window" });
      const asking = pages.filter(({ id }) => id === event.clientId);
      return answerInference(event.request, [
        ...asking,
        ...pages.filter(({ id }) => id !== event.clientId),
      ]);
    })(),
  );
});
