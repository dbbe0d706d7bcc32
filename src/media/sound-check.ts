/**
 * The one look at every recording when it is taken in: what it is by content, whether it is whole,
 * how long it is, and a small picture for lists.
 */
import type { SoundInfo } from "#core/dataset.ts";
import { toAppError } from "#core/errors.ts";
import type { Problem } from "#core/problems.ts";
import { soundHead } from "./read-sound.ts";
import { type SoundKind, soundKind, WAV } from "./sound-kind.ts";
import {
  partsOfCompressed,
  partsOfWav,
  type SoundParts,
} from "./sound-parts.ts";
import { soundPicture } from "./sound-picture.ts";
import { WavFile } from "./wav-file.ts";

const MB = 1024 * 1024;
/** Spec: data management 2.3. */
const MAX_SOUND_BYTES = 5 * 1024 * MB;
const WARN_SOUND_BYTES = 4 * MB;
export const SOUND_PICTURE = { width: 256, height: 160 } as const;

export interface CheckedSound {
  readonly mime: string;
  readonly media: SoundInfo;
  readonly thumbnail: {
    readonly mime: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
  };
}

export interface SoundCheck {
  /** Null when the file cannot be used; `problems` says why. */
  readonly sound: CheckedSound | null;
  readonly problems: readonly Problem[];
}

type Told = Pick<Problem, "severity" | "rule" | "message" | "value">;

interface Opened {
  readonly parts: SoundParts;
  readonly codec: string;
  readonly bits: number | null;
  readonly missingBytes: number;
}

async function open(file: Blob, kind: SoundKind): Promise<Opened> {
  if (kind !== WAV) {
    const parts = await partsOfCompressed(file, kind);
    return { parts, codec: kind.name, bits: null, missingBytes: 0 };
  }
  const wav = await WavFile.open(file);
  const { codec, bits, missingBytes } = wav.layout;
  return { parts: partsOfWav(wav), codec, bits, missingBytes };
}

function warnings(
  path: string,
  size: number,
  kind: SoundKind,
  { parts, missingBytes }: Opened,
): Told[] {
  const found: Told[] = [];
  const warn = (rule: string, message: string, value: string): void =>
    void found.push({ severity: "warning", rule, message, value });
  if (missingBytes > 0)
    warn(
      "audio.cut_off",
      `The sound is cut off: ${String(missingBytes)} bytes are missing, the first ${(parts.frames / parts.rate).toFixed(1)} s are used`,
      String(missingBytes),
    );
  if (size > WARN_SOUND_BYTES)
    warn(
      "audio.large",
      `Recordings above 4 MB cannot be learned from in an ExeML project, this one has ${(size / MB).toFixed(1)} MB`,
      String(size),
    );
  const suffix = /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? "";
  if (!kind.suffixes.includes(suffix))
    warn(
      "audio.suffix",
      `The file is ${kind.name} sound, its name says otherwise`,
      suffix,
    );
  return found;
}

function refusal(size: number, kind: SoundKind | null): Told | null {
  const no = (rule: string, message: string): Told => ({
    severity: "error",
    rule,
    message,
  });
  if (size === 0) return no("audio.empty", "The file is empty");
  if (size > MAX_SOUND_BYTES)
    return no(
      "audio.too_large",
      `A recording has at most 5 GB, this one has ${(size / MB / 1024).toFixed(1)} GB`,
    );
  if (!kind)
    return no(
      "audio.unknown",
      "The file is not sound, or its beginning is damaged",
    );
  return null;
}

function why(error: unknown): Told {
  const { message, detail, code } = toAppError(error);
  if (code === "cancelled" || code === "storage") throw error;
  const { rule, value } = detail;
  return {
    severity: "error",
    rule: typeof rule === "string" ? rule : "audio.undecodable",
    message,
    ...(value === undefined || value === null ? {} : { value: String(value) }),
  };
}

async function checked(
  kind: SoundKind,
  { parts, codec, bits }: Opened,
): Promise<CheckedSound> {
  const { rate, channels, frames } = parts;
  const picture = await soundPicture(parts, SOUND_PICTURE);
  return {
    mime: kind.mime,
    media: {
      kind: "audio",
      seconds: frames / rate,
      rate,
      channels,
      bits,
      codec,
    },
    thumbnail: {
      mime: picture.type,
      bytes: new Uint8Array(await picture.arrayBuffer()),
    },
  };
}

/**
 * @param path shown in problems.
 * @returns the recording's facts and picture, or the reason why it is refused.
 * @throws AppError of code storage or cancelled only.
 */
export async function checkSound(
  file: Blob,
  path: string,
): Promise<SoundCheck> {
  const at = (told: Told): Problem => ({ ...told, file: path });
  const kind = soundKind(await soundHead(file));
  const refused = refusal(file.size, kind);
  if (refused || !kind)
    return { sound: null, problems: refused ? [at(refused)] : [] };
  try {
    const opened = await open(file, kind);
    const sound = await checked(kind, opened);
    return {
      sound,
      problems: warnings(path, file.size, kind, opened).map(at),
    };
  } catch (error) {
    return { sound: null, problems: [at(why(error))] };
  }
}
