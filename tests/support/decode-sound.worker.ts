/** A thread that asks the page to decode sound: answers each file with how many values it got, or why none. */
import { toAppError } from "#core/errors.ts";
import { readCompressed } from "#media/compressed-sound.ts";

interface Task {
  readonly id: number;
  readonly file: Blob;
}

globalThis.onmessage = async ({ data: { id, file } }: MessageEvent<Task>) => {
  const answer = await readCompressed(file).then(
    ({ channels }) => ({ id, frames: channels[0]?.length }),
    (error: unknown) => ({ id, code: toAppError(error).code }),
  );
  globalThis.postMessage(answer);
};
