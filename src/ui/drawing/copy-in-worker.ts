import type { CopyTask } from "./copy.worker.ts";

type Copy = ImageBitmap | null;

interface Wish {
  readonly task: CopyTask;
  readonly take: (copy: Copy) => void;
}

let worker: Worker | null = null;
/** The newest is served first: what a person waits for was asked for last. */
const wishes: Wish[] = [];
let isBusy = false;

/** One at a time: 12 megapixels take 48 MB while they are decoded. */
function next(): void {
  const wish = isBusy ? undefined : wishes.pop();
  if (!wish) return;
  isBusy = true;
  worker ??= new Worker(new URL("./copy.worker.ts", import.meta.url), {
    type: "module",
  });
  const done = (copy: Copy): void => {
    isBusy = false;
    wish.take(copy);
    next();
  };
  worker.onmessage = ({ data }: MessageEvent<Copy>) => done(data);
  // Memory may be short, and another worker may have some.
  worker.onerror = () => {
    worker?.terminate();
    worker = null;
    done(null);
  };
  worker.postMessage(wish.task);
}

/**
 * A copy of a picture, as people see it (EXIF applied), made off the main thread. Who asks closes it.
 * @param url of a file in memory.
 * @param side longest side of the copy, pixels.
 * @returns null when the picture is not larger, and when no copy can be made of it.
 */
export const copyInWorker = (url: string, side: number): Promise<Copy> =>
  new Promise((take) => {
    wishes.push({ task: { url, side }, take });
    next();
  });
