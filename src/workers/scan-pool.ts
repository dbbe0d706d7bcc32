/** Threads that look at an import's files; started by the thread that opens its archives. */
import { transfer, wrap, type Remote } from "comlink";
import { AppError } from "#core/errors.ts";
import {
  scanFiles,
  type GivenFile,
  type Scanned,
  type ScanOptions,
} from "./scan-files.ts";
import { endWorker, keepWorker } from "./kept-workers.ts";
import type { ScanApi } from "./scan.worker.ts";

/** More threads than this wait for the disk together. */
const MAX_THREADS = 4;
/** Batches under way in each thread: one is decoded while the other is written. */
const DEPTH = 2;

export interface ScanPool {
  /** Batches worth handing in before the first one is back. */
  readonly depth: number;
  /** Takes the files' memory over. */
  scan(files: readonly GivenFile[], options: ScanOptions): Promise<Scanned[]>;
  /** Ends the threads, whatever they are at. */
  close(): void;
}

interface Thread {
  readonly worker: Worker;
  readonly api: Remote<ScanApi>;
  readonly failed: Promise<never>;
  batches: number;
}

function start(): Thread {
  const worker = new Worker(new URL("./scan.worker.ts", import.meta.url), {
    type: "module",
  });
  const failed = new Promise<never>((_resolve, reject) => {
    worker.onerror = ({ message }) =>
      reject(new AppError("bug", `A thread of the import failed: ${message}`));
  });
  failed.catch(() => undefined);
  const api = keepWorker(worker, wrap<ScanApi>(worker));
  return { worker, api, failed, batches: 0 };
}

const memoryOf = (files: readonly GivenFile[]): ArrayBuffer[] =>
  files.flatMap(({ content }) =>
    content instanceof Uint8Array ? [content.buffer] : [],
  );

/** In this thread, for browsers whose workers cannot start workers. */
const alone: ScanPool = { depth: 1, scan: scanFiles, close: () => undefined };

/** Threads are started as batches come for them: a few files need one. */
export function openScanPool(): ScanPool {
  if (!("Worker" in globalThis)) return alone;
  const cores = navigator.hardwareConcurrency || 2;
  // One more than cores: now and then each of them waits for the browser's own process.
  const most = Math.max(1, Math.min(MAX_THREADS, cores + 1));
  const threads: Thread[] = [];
  const idlest = (): Thread => {
    const [least] = threads.toSorted((a, b) => a.batches - b.batches);
    if (least && (least.batches === 0 || threads.length === most)) return least;
    const started = start();
    threads.push(started);
    return started;
  };
  return {
    depth: most * DEPTH,
    async scan(files, options) {
      const thread = idlest();
      thread.batches += 1;
      try {
        const work = thread.api.scanFiles(
          transfer([...files], memoryOf(files)),
          options,
        );
        return await Promise.race([work, thread.failed]);
      } finally {
        thread.batches -= 1;
      }
    },
    close: () => {
      for (const { worker } of threads) endWorker(worker);
    },
  };
}
