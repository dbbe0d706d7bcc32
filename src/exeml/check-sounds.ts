/** Check Data for sound classification, on a published version. Source: ExeML 1.4. */
import type { Problem } from "#core/problems.ts";
import { m } from "#messages/messages.ts";
import {
  aboutSamples,
  checkClasses,
  checkLength,
  checkSingle,
  checkTotal,
  perFile,
  type Check,
  type CheckedEntry,
  type CheckPolicy,
  HAN_LABEL,
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
  { odd }: CheckPolicy,
): Problem[] {
  return [
    ...perFile(
      entries,
      [odd, "check.format", m.findings.soundFormat],
      ({ mime }) => mime !== WAV,
      ({ mime }) => mime,
    ),
    ...perFile(
      entries,
      [odd, "check.bits", m.findings.soundBits],
      ({ mime, sound }) => mime === WAV && sound?.bits !== WANTED_BITS,
      ({ sound }) => String(sound?.bits ?? "unknown"),
    ),
    ...perFile(
      entries,
      [odd, "check.short", m.findings.soundShort],
      ({ sound }) => sound !== undefined && sound.seconds <= LEAST_SECONDS,
      ({ sound }) => `${(sound?.seconds ?? 0).toFixed(2)} s`,
    ),
    ...perFile(
      entries,
      [odd, "check.large", m.findings.soundLarge],
      ({ bytes }) => bytes > MOST_BYTES,
      ({ bytes }) => String(bytes),
    ),
  ];
}

/** Seconds of each label against the five minutes that are advised. */
function checkSeconds(entries: readonly CheckedEntry[]): Problem[] {
  const uses = new Map<string, CheckedEntry[]>();
  for (const entry of entries)
    for (const label of new Set(entry.labels)) {
      const own = uses.get(label);
      if (own) own.push(entry);
      else uses.set(label, [entry]);
    }
  return [...uses].flatMap(([label, own]) => {
    const all = own.reduce((sum, { sound }) => sum + (sound?.seconds ?? 0), 0);
    if (all >= ADVISED_SECONDS) return [];
    const message = m.findings.advisedSeconds(label, (all / 60).toFixed(1));
    const rule = ["warning", "check.advised-seconds", message] as const;
    return aboutSamples(rule, label, own);
  });
}

/** Everything that is wrong, errors and warnings; only labeled recordings count. */
export const checkSounds: Check = (all, policy) => {
  const entries = all.filter(({ state }) => state === "labeled");
  return [
    ...checkTotal(entries, policy),
    ...checkClasses(entries, policy, HAN_LABEL),
    ...checkSeconds(entries),
    ...checkSingle(entries),
    ...checkRecordings(entries, policy),
    ...checkLength(entries, policy),
  ];
};
