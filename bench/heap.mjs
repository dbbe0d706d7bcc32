/**
 * The JavaScript heap of a page and all its workers, array buffers included, sampled while work
 * goes on. Workers are reached through the page's own protocol session.
 */
const EVERY_MS = 100;
const MB = 1024 * 1024;

export class HeapSampler {
  #session;
  #workers = new Map();
  #waiting = new Map();
  #id = 0;
  #timer;
  #busy = false;
  samples = [];

  static async open(page) {
    const sampler = new HeapSampler();
    sampler.#session = await page.context().newCDPSession(page);
    await sampler.#attach();
    return sampler;
  }

  async #attach() {
    this.#session.on("Target.attachedToTarget", ({ sessionId }) =>
      this.#workers.set(sessionId, true),
    );
    this.#session.on("Target.detachedFromTarget", ({ sessionId }) => {
      this.#workers.delete(sessionId);
    });
    this.#session.on("Target.receivedMessageFromTarget", ({ message }) => {
      const { id, result } = JSON.parse(message);
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    });
    await this.#session.send("Target.setAutoAttach", {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
  }

  /** A worker that ends never answers, so nobody waits long for one. */
  #ask(sessionId, method) {
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      setTimeout(() => resolve(null), 1000);
      this.#session
        .send("Target.sendMessageToTarget", {
          sessionId,
          message: JSON.stringify({ id, method }),
        })
        .catch(() => resolve(null));
    });
  }

  /** Bytes now. @param collect garbage first. */
  async read(collect = false) {
    if (collect) await this.#session.send("HeapProfiler.collectGarbage");
    const answers = await Promise.all([
      this.#session.send("Runtime.getHeapUsage"),
      ...[...this.#workers.keys()].map((id) =>
        this.#ask(id, "Runtime.getHeapUsage"),
      ),
    ]);
    return answers.reduce(
      (sum, one) =>
        sum + (one ? one.usedSize + (one.backingStorageSize ?? 0) : 0),
      0,
    );
  }

  /** @param collect garbage before each sample: then only what is in use is counted. */
  start(collect = false) {
    this.samples = [];
    this.#timer = setInterval(async () => {
      if (this.#busy) return;
      this.#busy = true;
      this.samples.push(await this.read(collect).catch(() => 0));
      this.#busy = false;
    }, EVERY_MS);
  }

  /** @returns the peak, in MB; not a number where the page was never free to be asked. */
  stop() {
    clearInterval(this.#timer);
    const seen = this.samples.filter((bytes) => bytes > 0);
    return seen.length > 0 ? Math.max(...seen) / MB : NaN;
  }
}
