/** Files that are frames one after the other, each with a head of its own. */
import { tagBytes } from "../sound-kind.ts";
import { FileWindow } from "./file-window.ts";
import type { OpenPackets } from "./sound-packets.ts";

export interface Frame {
  /** Its head among them. */
  readonly bytes: number;
  readonly frames: number;
  readonly rate: number;
  readonly channels: number;
  /** As WebCodecs calls it. */
  readonly codec: string;
}

interface FrameKind {
  /** Bytes of a head, and of the longest frame. */
  readonly head: number;
  readonly most: number;
  /** @returns null where no frame begins. */
  readonly frameAt: (bytes: Uint8Array) => Frame | null;
  /** Whether the first frame is no sound, but tells of it. */
  readonly isNote?: (bytes: Uint8Array) => boolean;
}

/** Frames with their bytes; what lies between them is passed over. */
async function* framesOf(
  file: Blob,
  { head, most, frameAt, isNote }: FrameKind,
): AsyncGenerator<Frame & { readonly data: Uint8Array<ArrayBuffer> }> {
  const window = new FileWindow(file);
  let at = tagBytes(await window.read(0, 10));
  for (let isStart = true; at + head <= window.size;) {
    const bytes = await window.read(at, most);
    const frame = frameAt(bytes);
    if (!frame || at + frame.bytes > window.size) {
      at += 1;
      continue;
    }
    const data = bytes.subarray(0, frame.bytes);
    if (!isStart || !isNote?.(data)) yield { ...frame, data };
    isStart = false;
    at += frame.bytes;
  }
}

export const framePackets =
  (kind: FrameKind): OpenPackets =>
  async (file) => {
    let [frames, first]: [number, Frame | null] = [0, null];
    for await (const frame of framesOf(file, kind)) {
      first ??= frame;
      frames += frame.frames;
    }
    if (!first) return null;
    const { codec, rate, channels } = first;
    return {
      config: { codec, sampleRate: rate, numberOfChannels: channels },
      frames,
      packets: async function* () {
        for await (const { data } of framesOf(file, kind)) yield data;
      },
    };
  };
