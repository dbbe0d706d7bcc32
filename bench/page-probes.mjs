/**
 * Probes that run in the page before the app: what browsers do not tell by themselves. They wrap
 * the platform, never the product.
 */
export function installProbes() {
  const probes = {
    /** Times at which labeling items were committed, by whichever thread. */
    durable: [],
    transactions: { readonly: 0, readwrite: 0 },
    urls: 0,
    presses: [],
    frames: [],
  };
  globalThis.probes = probes;
  let underWay = 0;
  let lastEnd = performance.now();
  /** Resolves when the database has had nothing to do for a moment, as when a person looks. */
  probes.calm = async () => {
    const CALM_MS = 300;
    while (underWay > 0 || performance.now() - lastEnd < CALM_MS)
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const open = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const made = open.call(this, stores, mode, options);
    probes.transactions[mode === "readwrite" ? "readwrite" : "readonly"] += 1;
    underWay += 1;
    for (const end of ["complete", "abort"])
      made.addEventListener(end, () => {
        underWay -= 1;
        lastEnd = performance.now();
      });
    return made;
  };
  /** A thread of its own hears what is committed when it is, even while the page draws. */
  const hear = () => {
    new BroadcastChannel("x-storagemutated-1").onmessage = ({ data }) => {
      const isItems = (part) => part.startsWith("idb://gleaner/items/");
      if (Object.keys(data).some(isItems))
        postMessage(performance.timeOrigin + performance.now());
    };
  };
  const source = URL.createObjectURL(new Blob([`(${String(hear)})()`]));
  new Worker(source).onmessage = ({ data }) =>
    probes.durable.push(data - performance.timeOrigin);
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (source) => {
    probes.urls += 1;
    return createObjectURL.call(URL, source);
  };
  URL.revokeObjectURL = (url) => {
    probes.urls -= 1;
    revokeObjectURL.call(URL, url);
  };
  // Capturing on the window: before any listener of the app, at the time the browser gave the event.
  window.addEventListener(
    "keydown",
    (event) => probes.presses.push(event.timeStamp),
    true,
  );
  /** Lengths of frames from now on, milliseconds, until `stopFrames`. */
  let watching = false;
  probes.watchFrames = () => {
    probes.frames = [];
    watching = true;
    let last = performance.now();
    const frame = (now) => {
      if (!watching) return;
      probes.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(frame);
    });
  };
  probes.stopFrames = () => {
    watching = false;
    return probes.frames;
  };
  /** Resolves with the time when `isThere` holds and has been painted. */
  probes.painted = (isThere) =>
    new Promise((resolve) => {
      const look = () => {
        if (!isThere()) return requestAnimationFrame(look);
        // The frame that shows it is being made; a task behind it runs when it is on its way.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  /** Cells of the grid whose rows are read: they have the sample's name. */
  probes.rows = () =>
    [...document.querySelectorAll("[role=listbox] [role=option]")].filter(
      (cell) => /\.jpg/.test(cell.getAttribute("aria-label") ?? ""),
    );
  /** Pictures in the grid, loaded. */
  probes.cells = () =>
    [...document.querySelectorAll("[role=listbox] [role=option]")].filter(
      (cell) => cell.querySelector("img")?.complete,
    );
}
