/** Who decodes sound for the threads: one page at a time, each request once, each answer to who asked. */
import { afterEach, beforeAll, expect, it } from "vitest";
import {
  readCompressed,
  SOUND_CHANNEL,
  SOUND_LOCK,
  type DecodeMessage,
} from "#media/compressed-sound.ts";
import { writeWav } from "#media/wav-write.ts";
import { answerSoundRequests } from "#workers/decode-sound.client.ts";
import { tone } from "../support/tone.ts";

/** The browser decodes WAV as it does what is compressed; at this rate it keeps the number of values. */
const RATE = 44_100;
const wav = (frames: number): Blob =>
  new Blob([writeWav(tone({ seconds: frames / RATE, rate: RATE }))]);
const framesOf = async (file: Blob): Promise<number | undefined> =>
  (await readCompressed(file)).channels[0]?.length;

interface Answer {
  readonly id: number;
  readonly frames?: number;
  readonly code?: string;
}

const workers: Worker[] = [];

/** A thread of its own; asks for all files at once. */
function asked(files: readonly Blob[]): Promise<Answer[]> {
  const worker = new Worker(
    new URL("../support/decode-sound.worker.ts", import.meta.url),
    { type: "module" },
  );
  workers.push(worker);
  const answers: Answer[] = [];
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      answers.push(data);
      if (answers.length === files.length)
        resolve(answers.sort((a, b) => a.id - b.id));
    };
    files.forEach((file, id) => worker.postMessage({ id, file }));
  });
}

beforeAll(() => answerSoundRequests());
afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

/** Another page comes to the front and takes the lock. @returns what it was asked, and how it is closed. */
async function otherPage(): Promise<{ heard: string[]; close: () => void }> {
  const heard: string[] = [];
  const channel = new BroadcastChannel(SOUND_CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<DecodeMessage>) => {
    if (data.kind === "ask") heard.push(data.id);
  };
  let close = (): void => undefined;
  await new Promise<void>((taken) => {
    const held = (): Promise<void> =>
      new Promise((resolve) => {
        close = () => {
          channel.close();
          resolve();
        };
        taken();
      });
    // Rejected when this page takes the lock back.
    navigator.locks
      .request(SOUND_LOCK, { steal: true }, held)
      .catch(() => undefined);
  });
  return { heard, close };
}

it("gives each thread the sounds that it asked for, in whatever order", async () => {
  const lengths = [
    [3000, 500, 7000],
    [900, 8000, 100],
  ] as const;
  const answers = await Promise.all(
    lengths.map((own) => asked(own.map((frames) => wav(frames)))),
  );
  expect(answers.map((own) => own.map(({ frames }) => frames))).toEqual(
    lengths,
  );
});

it("tells whose sound cannot be decoded, and goes on with the next", async () => {
  const junk = new Blob([new Uint8Array(4000).fill(7)]);
  expect(await asked([junk, wav(640), junk])).toEqual([
    { id: 0, code: "format" },
    { id: 1, frames: 640 },
    { id: 2, code: "format" },
  ]);
});

it("answers a request once, however often it is asked", async () => {
  const channel = new BroadcastChannel(SOUND_CHANNEL);
  const heard: DecodeMessage[] = [];
  channel.onmessage = ({ data }: MessageEvent<DecodeMessage>) =>
    void heard.push(data);
  const ask: DecodeMessage = { kind: "ask", id: "twice", file: wav(300) };
  channel.postMessage(ask);
  channel.postMessage(ask);
  // Answers come in turn: what this one waits for was answered before.
  expect(await framesOf(wav(301))).toBe(301);
  const answers = heard.filter(
    (one) => one.kind === "decoded" && one.id === "twice",
  );
  channel.close();
  expect(answers).toHaveLength(1);
});

it("does not decode what nobody waits for any longer", async () => {
  const channel = new BroadcastChannel(SOUND_CHANNEL);
  const heard: string[] = [];
  channel.onmessage = ({ data }: MessageEvent<DecodeMessage>) => {
    if (data.kind === "decoded" || data.kind === "failed") heard.push(data.id);
  };
  const stop = new AbortController();
  const first = framesOf(wav(200_000));
  const dropped = readCompressed(wav(250), stop.signal);
  const last = framesOf(wav(302));
  stop.abort(new Error("no longer"));
  await expect(dropped).rejects.toThrow("no longer");
  expect([await first, await last]).toEqual([200_000, 302]);
  channel.close();
  expect(heard).toHaveLength(2);
});

it("leaves requests to the page that took the lock, and answers them when that is closed", async () => {
  const { heard, close } = await otherPage();
  let frames: number | undefined;
  const answer = framesOf(wav(1234)).then((found) => (frames = found));
  await expect.poll(() => heard.length).toBe(1);
  // Long enough for this page to have answered, were it listening.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(frames).toBeUndefined();
  close();
  await answer;
  expect(frames).toBe(1234);
});

it("takes the lock back when it comes to the front", async () => {
  const { close } = await otherPage();
  document.dispatchEvent(new Event("visibilitychange"));
  expect(await framesOf(wav(777))).toBe(777);
  close();
});
