/** The page's half of decoding sound that is not WAV (`media/compressed-sound.ts`). */
import {
  type DecodeMessage,
  SOUND_CHANNEL,
  SOUND_LOCK,
} from "#media/compressed-sound.ts";
import { soundRate } from "#media/sound-rate.ts";

/** What browsers must be able to resample to, in Hz. Source: Web Audio API 1.1. */
const [LEAST_RATE, MOST_RATE] = [8000, 96_000];
const USUAL_RATE = 44_100;

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

/** Answers from now on, as long as the page is open. Where another page does, it waits its turn. */
export function answerSoundRequests(): void {
  const channel = new BroadcastChannel(SOUND_CHANNEL);
  const post = (message: DecodeMessage): void => channel.postMessage(message);
  // One after the other: several decoded at once fill a tablet's memory.
  let line = Promise.resolve();
  const answer = async (id: string, file: Blob): Promise<void> =>
    post(await decoded(id, file).catch(() => ({ kind: "failed", id })));
  void navigator.locks.request(SOUND_LOCK, () => {
    channel.onmessage = ({ data }: MessageEvent<DecodeMessage>) => {
      if (data.kind === "ask")
        line = line.then(() => answer(data.id, data.file));
    };
    post({ kind: "ready" });
    return new Promise<never>(() => undefined);
  });
}
