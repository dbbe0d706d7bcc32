/**
 * Files of ONNX Runtime: too large for the precache, so the service worker keeps them when they
 * are first used, and the page fetches those of a new version of the app while there is a network.
 */
export const ENGINE_CACHE = "gleaner-engines";

/** @param pathname of a file of the app. */
export const isEngineFile = (pathname: string): boolean =>
  /\/assets\/ort[.-][^/]+\.(mjs|js|wasm)$/.test(pathname);
