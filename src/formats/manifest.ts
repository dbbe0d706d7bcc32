/** Manifest files: JSON Lines, one sample each. Source: data management 7, with its leniencies. */
import type { LabelAttribute, NewLabel } from "#core/label.ts";
import type { HardMark, Usage } from "#core/labeling-job.ts";
import type { Problem } from "#core/problems.ts";

export interface ManifestLine {
  /** As written, a leading slash before a scheme dropped. */
  readonly source: string;
  readonly annotations: readonly Readonly<Record<string, unknown>>[];
  readonly usage: Usage | null;
  readonly hard: HardMark | null;
  readonly notes: ManifestNotes;
}

/** What Gleaner notes in `property` of a sample, because the guide has no field for it. */
export interface ManifestNotes {
  /** Path in the dataset, where the file of the archive had to get another one. */
  readonly path: string | null;
  /** The labels wait for a person to confirm them. */
  readonly isProposed: boolean;
  /** All labels in their order, used or not: noted with the first sample only. */
  readonly labels?: readonly NewLabel[];
}

const PATH = "@gleaner:path";
const STATE = "@gleaner:state";
const LABELS = "@gleaner:labels";
const PROPOSED = "to_be_confirmed";

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

function attributesOf(value: unknown): LabelAttribute[] {
  return (Array.isArray(value) ? value : []).flatMap((one) =>
    isObject(one) && typeof one["name"] === "string"
      ? [{ name: one["name"], values: texts(one["values"]) }]
      : [],
  );
}

/** What is written in another way is left out, and chosen as for a label that is typed. */
function labelsOf(value: unknown): NewLabel[] {
  return (Array.isArray(value) ? value : []).flatMap((one): NewLabel[] => {
    if (!isObject(one) || typeof one["name"] !== "string") return [];
    const { name, color, shortcut } = one;
    const attributes = attributesOf(one["attributes"]);
    const isColor = typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color);
    const isKey = shortcut === null || typeof shortcut === "string";
    return [
      {
        name,
        ...(isColor ? { color } : {}),
        ...(isKey ? { shortcut } : {}),
        ...(attributes.length > 0 ? { attributes } : {}),
      },
    ];
  });
}

function notesOf(property: unknown): ManifestNotes {
  const notes = isObject(property) ? property : {};
  const path = notes[PATH];
  const labels = labelsOf(notes[LABELS]);
  return {
    path: typeof path === "string" && path !== "" ? path : null,
    isProposed: notes[STATE] === PROPOSED,
    ...(labels.length > 0 ? { labels } : {}),
  };
}

function propertyOf({ path, isProposed, labels }: ManifestNotes): object {
  const property = {
    ...(path === null ? {} : { [PATH]: path }),
    ...(isProposed ? { [STATE]: PROPOSED } : {}),
    ...(labels ? { [LABELS]: labels } : {}),
  };
  return Object.keys(property).length > 0 ? { property } : {};
}

type Report = (problem: Omit<Problem, "file">) => void;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** TRAIN, EVAL, TEST or INFERENCE in any case; anything else is no usage. */
export function parseUsage(value: unknown): Usage | null {
  const text = typeof value === "string" ? value.trim().toUpperCase() : "";
  return text === "TRAIN" ||
    text === "EVAL" ||
    text === "TEST" ||
    text === "INFERENCE"
    ? text
    : null;
}

const isTrue = (value: unknown): boolean =>
  value === true ||
  value === 1 ||
  (typeof value === "string" && /^(true|1)$/i.test(value.trim()));

function coefficient(value: unknown): number | null {
  const number =
    typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && number >= 0 && number <= 1
    ? number
    : null;
}

function hardOf(entry: Readonly<Record<string, unknown>>): HardMark | null {
  if (!isTrue(entry["hard"])) return null;
  const reasons = entry["hard-reasons"];
  return {
    coefficient: coefficient(entry["hard-coefficient"]),
    reasons:
      typeof reasons === "string" || typeof reasons === "number"
        ? String(reasons)
        : null,
  };
}

/** On the sample, else on an annotation. */
const firstHard = (
  entries: readonly Readonly<Record<string, unknown>>[],
): HardMark | null => entries.map(hardOf).find((mark) => mark !== null) ?? null;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One line; null when it is empty or not usable, the problem reported with its number. */
export function parseManifestLine(
  text: string,
  line: number,
  report: Report,
): ManifestLine | null {
  if (text.trim() === "") return null;
  const fail = (rule: string, message: string): null => {
    report({
      severity: "error",
      rule,
      line,
      message,
      value: text.slice(0, 200),
    });
    return null;
  };
  const value = parseJson(text);
  if (value === undefined)
    return fail("manifest.json", "The line is not valid JSON");
  if (!isObject(value))
    return fail("manifest.object", "The line must be a JSON object");
  const { source } = value;
  if (typeof source !== "string" || source === "")
    return fail("manifest.source", "`source` must be a path or an address");
  const annotation = value["annotation"] ?? [];
  if (!Array.isArray(annotation))
    return fail("manifest.annotation", "`annotation` must be a list");
  const annotations = annotation.filter(isObject);
  const warn = (rule: string, message: string, found: unknown): void =>
    report({
      severity: "warning",
      rule,
      line,
      message,
      value: (JSON.stringify(found) ?? "").slice(0, 200),
    });
  if (annotations.length < annotation.length)
    warn(
      "manifest.annotation",
      "Each annotation must be an object",
      annotation,
    );
  const usage = value["usage"] ?? "";
  if (usage !== "" && parseUsage(usage) === null)
    warn(
      "manifest.usage",
      "`usage` must be TRAIN, EVAL, TEST or INFERENCE",
      usage,
    );
  return {
    source: source.replace(/^\/+(?=[a-z0-9]+:\/\/)/, ""),
    annotations,
    usage: parseUsage(value["usage"]) ?? parseUsage(annotations[0]?.["usage"]),
    hard: firstHard([value, ...annotations]),
    notes: notesOf(value["property"]),
  };
}

export interface ManifestEntry {
  /** Relative to the manifest, or `content://` and the text itself. */
  readonly source: string;
  readonly id: string;
  readonly usage: Usage | null;
  readonly hard: HardMark | null;
  readonly notes?: ManifestNotes;
  readonly annotations: readonly Readonly<Record<string, unknown>>[];
}

const [SAMPLE_TYPE_IMAGE, SAMPLE_TYPE_TEXT, SAMPLE_TYPE_AUDIO] = [0, 1, 2];

/** The strict written form, with its line end. */
export function manifestLine({
  source,
  id,
  usage,
  hard,
  notes = { path: null, isProposed: false },
  annotations,
  mime = "",
}: ManifestEntry & {
  /** Of the sample's file. */
  readonly mime?: string;
}): string {
  const marks = hard && {
    hard: "true",
    ...(hard.coefficient === null
      ? {}
      : { "hard-coefficient": hard.coefficient }),
    ...(hard.reasons === null ? {} : { "hard-reasons": hard.reasons }),
  };
  const line = {
    source,
    id,
    ...(usage ? { usage } : {}),
    ...marks,
    "sample-type": source.startsWith("content://")
      ? SAMPLE_TYPE_TEXT
      : mime.startsWith("audio/")
        ? SAMPLE_TYPE_AUDIO
        : SAMPLE_TYPE_IMAGE,
    ...propertyOf(notes),
    ...(annotations.length > 0 ? { annotation: annotations } : {}),
  };
  return `${JSON.stringify(line)}\n`;
}

/** `2019-01-23 11:30:30` in this device's time zone, as the guide writes times. */
export function manifestTime(ms: number): string {
  const date = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Milliseconds since 1970 of a manifest time; null when it is none. */
export function parseManifestTime(value: unknown): number | null {
  if (typeof value !== "string") return null;
  const ms = Date.parse(value.trim().replace(" ", "T"));
  return Number.isNaN(ms) ? null : ms;
}
