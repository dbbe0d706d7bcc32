/**
 * Sound that is not WAV, decoded by the browser. Only pages can do that: threads ask one through a
 * channel. The page that holds the lock answers; when it is closed the next one takes over, says so,
 * and what was asked is asked again.
 */
import { AppError } from "#core/errors.ts";
import type { Sound } from "#core/sound.ts";

export const SOUND_CHANNEL = "decode-sound";
export const SOUND_LOCK = "decode-sound";

/** Compressed files above this would fill a tablet's memory when decoded whole. */
const MAX_COMPRESSED_BYTES = 16 * 1024 * 1024;

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
  | { readonly kind: "failed"; readonly id: string };

const undecodable = (): AppError =>
  new AppError("format", "This browser cannot decode the sound", {
    rule: "audio.undecodable",
  });

async function hasPage(): Promise<boolean> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].some(({ name }) => name === SOUND_LOCK);
}

type Answer = Exclude<DecodeMessage, { kind: "ask" } | { kind: "ready" }>;

function answerOf(file: Blob): Promise<Answer> {
  const channel = new BroadcastChannel(SOUND_CHANNEL);
  const id = crypto.randomUUID();
  const ask = (): void =>
    channel.postMessage({ kind: "ask", id, file } satisfies DecodeMessage);
  return new Promise<Answer>((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<DecodeMessage>) => {
      if (data.kind === "ready") ask();
      else if (data.kind !== "ask" && data.id === id) resolve(data);
    };
    ask();
  }).finally(() => channel.close());
}

/** @throws AppError('format') when the browser cannot decode it, `unsupported` without a page. */
export async function readCompressed(file: Blob): Promise<Sound> {
  if (file.size > MAX_COMPRESSED_BYTES)
    throw new AppError(
      "format",
      `Sound that is not WAV has at most 16 MB, this file has ${(file.size / 2 ** 20).toFixed(1)} MB; save it as WAV`,
      { rule: "audio.too_large", value: file.size },
    );
  if (!("navigator" in globalThis) || !(await hasPage()))
    throw new AppError(
      "unsupported",
      "Only an open page can decode sound that is not WAV",
    );
  const answer = await answerOf(file);
  if (answer.kind === "failed") throw undecodable();
  const all = new Float32Array(await answer.values.arrayBuffer());
  const frames = all.length / answer.channels;
  const channels = Array.from({ length: answer.channels }, (_, i) =>
    all.subarray(i * frames, (i + 1) * frames),
  );
  return { rate: answer.rate, channels };
}
