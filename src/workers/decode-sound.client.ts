/** The page's half of decoding sound that is not WAV (`media/compressed-sound.ts`). */
import { type ErrorRecord, toAppError } from "#core/errors.ts";
import {
  type DecodeMessage,
  SOUND_CHANNEL,
  SOUND_LOCK,
} from "#media/compressed-sound.ts";
import { soundRate } from "#media/sound-rate.ts";

/** What browsers must be able to resample to, in Hz. Source: Web Audio API 1.1. */
const [LEAST_RATE, MOST_RATE] = [8000, 96_000];
const USUAL_RATE = 44_100;
/** The file's bytes are gone, or may not be read. */
const UNREADABLE = ["NotReadableError", "NotFoundError"];

async function decoded(id: string, file: Blob): Promise<DecodeMessage> {
  const bytes = await file.arrayBuffer();
  const said = soundRate(new Uint8Array(bytes)) ?? USUAL_RATE;
  const rate = Math.min(MOST_RATE, Math.max(LEAST_RATE, said));
  const context = new OfflineAudioContext(1, 1, rate);
  const sound = await context.decodeAudioData(bytes);
  const channels = Array.from({ length: sound.numberOfChannels }, (_, i) =>
    sound.getChannelData(i),
  );
  return {
    kind: "decoded",
    id,
    rate,
    channels: channels.length,
    values: new Blob(channels),
  };
}

/** Only an EncodingError is the file's fault. Source: Web Audio API 1.1, decodeAudioData. */
function told(error: unknown): ErrorRecord {
  const name = error instanceof Error ? error.name : "";
  if (name === "EncodingError")
    return {
      code: "format",
      message: "This browser cannot decode the sound",
      detail: { rule: "audio.undecodable" },
    };
  const { message } = toAppError(error);
  const code = UNREADABLE.includes(name) ? "storage" : "unsupported";
  return { code, message: `The sound was not decoded: ${message}`, detail: {} };
}

/**
 * Answers from now on, as long as the page is open. Of several pages the one that came to the front
 * last does: browsers put those behind to sleep.
 */
export function answerSoundRequests(): void {
  const channel = new BroadcastChannel(SOUND_CHANNEL);
  const post = (message: DecodeMessage): void => channel.postMessage(message);
  /** Asked and not answered yet: whoever is not sure to be heard asks twice. */
  const open = new Set<string>();
  // One after the other: several decoded at once fill a tablet's memory.
  let line = Promise.resolve();
  const answer = async (id: string, file: Blob): Promise<void> => {
    if (!open.has(id)) return;
    const found = await decoded(id, file).catch(
      (error: unknown): DecodeMessage => ({
        kind: "failed",
        id,
        error: told(error),
      }),
    );
    if (open.delete(id)) post(found);
  };
  const listen = (): Promise<never> => {
    channel.onmessage = ({ data }: MessageEvent<DecodeMessage>) => {
      if (data.kind === "cancel") open.delete(data.id);
      if (data.kind !== "ask" || open.has(data.id)) return;
      open.add(data.id);
      line = line.then(() => answer(data.id, data.file));
    };
    post({ kind: "ready" });
    return new Promise<never>(() => undefined);
  };
  /** The last request for the lock: those before it say nothing any longer. */
  let last = new AbortController();
  const begin = (steals: boolean): void => {
    last.abort();
    const own = (last = new AbortController());
    const options = steals ? { steal: true } : { signal: own.signal };
    navigator.locks.request(SOUND_LOCK, options, listen).catch(() => {
      if (own !== last) return;
      // Another page took it: this one waits until that is closed.
      channel.onmessage = null;
      begin(false);
    });
  };
  begin(false);
  document.addEventListener("visibilitychange", () => {
    const isInFront = document.visibilityState === "visible";
    if (isInFront && !channel.onmessage) begin(true);
  });
}
