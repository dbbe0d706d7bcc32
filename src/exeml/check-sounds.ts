/** Check Data for sound classification, on a published version. Source: ExeML 1.4. */
import { WHOLE_VERSION, type Problem } from "#core/problems.ts";
import {
  checkClasses,
  checkSingle,
  checkTotal,
  perFile,
  type Check,
  type CheckedEntry,
  type CheckPolicy,
  labelPolicies,
} from "./check-rules.ts";

export const SOUND_POLICIES = labelPolicies(10, 5);

const WAV = "audio/wav";
const MOST_BYTES = 4 * 1024 * 1024;
const LEAST_SECONDS = 1;
const WANTED_BITS = 16;
const ADVISED_SECONDS = 300;

/** 16-bit WAV, longer than 1 s, at most 4 MB. */
function checkRecordings(
  entries: readonly CheckedEntry[],
  { oddFiles = "error" }: CheckPolicy,
): Problem[] {
  return [
    ...perFile(
      entries,
      [oddFiles, "check.format", "A recording must be a WAV file"],
      ({ mime }) => mime !== WAV,
      ({ mime }) => mime,
    ),
    ...perFile(
      entries,
      [oddFiles, "check.bits", "A WAV file must have 16 bits a value"],
      ({ mime, sound }) => mime === WAV && sound?.bits !== WANTED_BITS,
      ({ sound }) => String(sound?.bits ?? "unknown"),
    ),
    ...perFile(
      entries,
      [oddFiles, "check.short", "A recording must be longer than 1 s"],
      ({ sound }) => sound !== undefined && sound.seconds <= LEAST_SECONDS,
      ({ sound }) => `${(sound?.seconds ?? 0).toFixed(2)} s`,
    ),
    ...perFile(
      entries,
      [oddFiles, "check.large", "A recording must have at most 4 MB"],
      ({ bytes }) => bytes > MOST_BYTES,
      ({ bytes }) => String(bytes),
    ),
  ];
}

/** Seconds of each label against the five minutes that are advised. */
function checkSeconds(entries: readonly CheckedEntry[]): Problem[] {
  const seconds = new Map<string, number>();
  for (const { labels, sound } of entries)
    for (const label of new Set(labels))
      seconds.set(label, (seconds.get(label) ?? 0) + (sound?.seconds ?? 0));
  return [...seconds].flatMap(([label, all]): Problem[] =>
    all >= ADVISED_SECONDS
      ? []
      : [
          {
            severity: "warning",
            rule: "check.advised-seconds",
            file: WHOLE_VERSION,
            message: `5 minutes of sound per label are advised, ${label} has ${(all / 60).toFixed(1)}`,
            value: label,
          },
        ],
  );
}

/** Everything that is wrong, errors and warnings; only labeled recordings count. */
export const checkSounds: Check = (all, policy) => {
  const entries = all.filter(({ state }) => state === "labeled");
  return [
    ...checkTotal(entries, policy),
    ...checkClasses(entries, policy),
    ...checkSeconds(entries),
    ...checkSingle(entries),
    ...checkRecordings(entries, policy),
  ];
};
