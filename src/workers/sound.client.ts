import { wrap, type Remote } from "comlink";
import type { BlobHash } from "#core/ids.ts";
import { AppError } from "#core/errors.ts";
import type { Sound } from "#core/sound.ts";
import { writeWav } from "#media/wav-write.ts";
import { installTransferHandlers } from "./rpc.ts";
import type { SoundApi } from "./sound.worker.ts";

const IDLE_MS = 30_000;

interface Open {
  readonly worker: Worker;
  readonly api: Remote<SoundApi>;
  readonly failed: Promise<never>;
}

let open: Open | null = null;
let calls = 0;
let idle: ReturnType<typeof setTimeout> | undefined;

function start(): Open {
  installTransferHandlers();
  const worker = new Worker(new URL("./sound.worker.ts", import.meta.url), {
    type: "module",
  });
  const failed = new Promise<never>((_resolve, reject) => {
    worker.onerror = ({ message }) => {
      close();
      reject(new AppError("bug", `The sound worker failed: ${message}`));
    };
  });
  failed.catch(() => undefined);
  return { worker, api: wrap<SoundApi>(worker), failed };
}

function close(): void {
  open?.worker.terminate();
  open = null;
}

/** One worker for all, ended when nothing was asked of it for a while. */
async function ask<T>(work: (api: Remote<SoundApi>) => Promise<T>): Promise<T> {
  open ??= start();
  clearTimeout(idle);
  calls += 1;
  try {
    return await Promise.race([work(open.api), open.failed]);
  } finally {
    calls -= 1;
    if (calls === 0) idle = setTimeout(close, IDLE_MS);
  }
}

/** A large picture of a recording. @param size pixels. @throws AppError('format') where it cannot be decoded. */
export const soundPicture = (
  hash: BlobHash,
  size: { readonly width: number; readonly height: number },
  signal: AbortSignal,
): Promise<Blob> => ask((api) => api.picture(hash, size, signal));

/** The small picture, from the cache where it is there. */
export const soundThumbnail = (hash: BlobHash): Promise<Blob> =>
  ask((api) => api.thumbnail(hash));

/** 16-bit WAV. */
export const wavFile = (sound: Sound): Blob =>
  new Blob([writeWav(sound)], { type: "audio/wav" });

/** A copy that every browser plays. */
export const playableSound = (hash: BlobHash): Promise<Blob> =>
  ask((api) => api.playable(hash));
