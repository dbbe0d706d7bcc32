/** The worker that trains, on a device of four cores: it tells what its own workers answer. */
import "#workers/train.worker.ts";

Object.defineProperty(navigator, "hardwareConcurrency", { value: 4 });
const heard = new BroadcastChannel("fit-threads");
globalThis.Worker = class extends Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    this.addEventListener("message", () => heard.postMessage("answered"));
  }
};
