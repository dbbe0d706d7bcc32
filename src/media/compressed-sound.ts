/**
 * Sound that is not WAV, decoded by the browser. Only pages can do that: threads ask one through a
 * channel. The page that holds the lock answers; when it is closed the next one takes over, says so,
 * and what was asked is asked again.
 */
import { AppError, type ErrorRecord } from "#core/errors.ts";
import type { Sound } from "#core/sound.ts";
import { soundLength } from "./sound-length.ts";

export const SOUND_CHANNEL = "decode-sound";
export const SOUND_LOCK = "decode-sound";

const MB = 2 ** 20;
/** Compressed files above this would fill a tablet's memory when decoded whole. */
const MAX_COMPRESSED_BYTES = 16 * MB;
/** The same where the file does not say how long it is: speech takes the fewest bytes a minute. */
const MAX_UNKNOWN_BYTES = 8 * MB;
/** Two channels at 48 kHz are 460 MB then. */
const MAX_MINUTES = 20;

export type DecodeMessage =
  | { readonly kind: "ask"; readonly id: string; readonly file: Blob }
  | { readonly kind: "ready" }
  | {
      readonly kind: "decoded";
      readonly id: string;
      readonly rate: number;
      readonly channels: number;
      /** Float32 values of the first channel, then of the next: a Blob is handed over, not copied. */
      readonly values: Blob;
    }
  | {
      readonly kind: "failed";
      readonly id: string;
      readonly error: ErrorRecord;
    }
  /** Nobody waits for it any longer. */
  | { readonly kind: "cancel"; readonly id: string };

/** @throws AppError('format') when it would not fit into memory. */
async function checkSize(file: Blob): Promise<void> {
  const tooLarge = (most: number, why: string): AppError =>
    new AppError(
      "format",
      `Sound that is not WAV has at most ${String(most / MB)} MB${why}, this file has ${(file.size / MB).toFixed(1)} MB; save it as WAV`,
      { rule: "audio.too_large", value: file.size },
    );
  if (file.size > MAX_COMPRESSED_BYTES)
    throw tooLarge(MAX_COMPRESSED_BYTES, "");
  const seconds = await soundLength(file);
  if (seconds === null && file.size > MAX_UNKNOWN_BYTES)
    throw tooLarge(MAX_UNKNOWN_BYTES, " where it does not say how long it is");
  if (seconds !== null && seconds > MAX_MINUTES * 60)
    throw new AppError(
      "format",
      `Sound that is not WAV lasts at most ${String(MAX_MINUTES)} min, this file lasts ${(seconds / 60).toFixed(0)} min; cut it into parts, or save it as WAV`,
      { rule: "audio.too_long", value: seconds },
    );
}

async function hasPage(): Promise<boolean> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].some(({ name }) => name === SOUND_LOCK);
}

type Answer = Extract<DecodeMessage, { kind: "decoded" | "failed" }>;

async function answerOf(file: Blob, signal?: AbortSignal): Promise<Answer> {
  signal?.throwIfAborted();
  const channel = new BroadcastChannel(SOUND_CHANNEL);
  const id = crypto.randomUUID();
  const post = (message: DecodeMessage): void => channel.postMessage(message);
  const given = new AbortController();
  return new Promise<Answer>((resolve, reject) => {
    channel.onmessage = ({ data }: MessageEvent<DecodeMessage>) => {
      if (data.kind === "ready") post({ kind: "ask", id, file });
      else if (data.kind !== "decoded" && data.kind !== "failed") return;
      else if (data.id === id) resolve(data);
    };
    signal?.addEventListener(
      "abort",
      () => {
        post({ kind: "cancel", id });
        reject(signal.reason as Error);
      },
      { signal: given.signal },
    );
    post({ kind: "ask", id, file });
  }).finally(() => {
    given.abort();
    channel.close();
  });
}

/**
 * @param signal gives up: it rejects with its reason, and nothing is decoded any longer.
 * @throws AppError('format') when the browser cannot decode it or it is too long, `unsupported` without a page.
 */
export async function readCompressed(
  file: Blob,
  signal?: AbortSignal,
): Promise<Sound> {
  await checkSize(file);
  if (!("navigator" in globalThis) || !(await hasPage()))
    throw new AppError(
      "unsupported",
      "Only an open page can decode sound that is not WAV",
    );
  const answer = await answerOf(file, signal);
  if (answer.kind === "failed") {
    const { code, message, detail } = answer.error;
    throw new AppError(code, message, detail);
  }
  const all = new Float32Array(await answer.values.arrayBuffer());
  const frames = all.length / answer.channels;
  const channels = Array.from({ length: answer.channels }, (_, i) =>
    all.subarray(i * frames, (i + 1) * frames),
  );
  return { rate: answer.rate, channels };
}
