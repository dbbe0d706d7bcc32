/** What kind of sound a file is, by its first bytes: names lie. */
export interface SoundKind {
  /** As people call it. */
  readonly name: string;
  readonly mime: string;
  readonly suffixes: readonly string[];
}

const kind = (
  name: string,
  mime: string,
  suffixes: readonly string[],
): SoundKind => ({ name, mime, suffixes });

export const WAV = kind("WAV", "audio/wav", [".wav", ".wave", ".bwf", ".rf64"]);
export const VORBIS = kind("Ogg Vorbis", "audio/ogg", [".ogg", ".oga"]);
export const OPUS = kind("Ogg Opus", "audio/ogg", [".opus", ".ogg", ".oga"]);
export const OGG = kind("Ogg", "audio/ogg", [".ogg", ".oga"]);
export const FLAC = kind("FLAC", "audio/flac", [".flac"]);
export const MP3 = kind("MP3", "audio/mpeg", [".mp3"]);
export const AAC = kind("AAC", "audio/aac", [".aac"]);
export const M4A = kind("MPEG-4", "audio/mp4", [".m4a", ".mp4", ".m4b"]);
export const WEBM = kind("WebM", "audio/webm", [".webm", ".weba", ".mka"]);
const AIFF = kind("AIFF", "audio/aiff", [".aif", ".aiff", ".aifc"]);
const CAF = kind("Core Audio", "audio/x-caf", [".caf"]);

/** The first match counts. Latin-1 text of the first 64 bytes. */
const SIGNATURES: readonly (readonly [RegExp, SoundKind])[] = [
  [/^(RIFF|RIFX|RF64|BW64)[^]{4}WAVE/, WAV],
  [/^OggS[^]{24,30}\x01vorbis/, VORBIS],
  [/^OggS[^]{24,30}OpusHead/, OPUS],
  [/^OggS/, OGG],
  [/^fLaC/, FLAC],
  [/^[^]{4}ftyp/, M4A],
  [/^\x1a\x45\xdf\xa3/, WEBM],
  [/^FORM[^]{4}AIF[FC]/, AIFF],
  [/^caff/, CAF],
  // Eleven or twelve bits that are set, then a layer: AAC has layer 0, MP3 layer 1 to 3.
  [/^\xff[\xf0\xf1\xf8\xf9]/, AAC],
  [/^\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]/, MP3],
];

/** Bytes of an ID3v2 tag in front of what it describes; 0 where there is none. Source: id3.org, ID3v2.4 3.1. */
export function tagBytes(head: Uint8Array): number {
  if (String.fromCharCode(...head.subarray(0, 3)) !== "ID3") return 0;
  const size = [...head.subarray(6, 10)].reduce(
    (sum, byte) => sum * 128 + (byte & 127),
    0,
  );
  const footer = ((head[5] ?? 0) & 16) > 0 ? 10 : 0;
  return 10 + size + footer;
}

/** @param head the first bytes after any tag, 64 are enough. @returns null when it is no sound known here. */
export function soundKind(head: Uint8Array): SoundKind | null {
  const start = String.fromCharCode(...head.subarray(0, 64));
  return SIGNATURES.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}
