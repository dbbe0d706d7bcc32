/** Ultralytics' data.yaml. By itself, because only those who read one need a reader of YAML. */
import { parse } from "yaml";
import { AppError, toAppError } from "#core/errors.ts";

export interface YoloConfig {
  /** Class number -> name, in the order of the file. */
  readonly names: ReadonlyMap<number, string>;
  /** Folders, list files or pictures of each part, relative to `root` or to the file. */
  readonly parts: Readonly<
    Record<"TRAIN" | "EVAL" | "TEST", readonly string[]>
  >;
  /** Path that the parts are relative to, itself relative to the file; "" where it does not say. */
  readonly root: string;
  readonly hasKeypoints: boolean;
}

const textsOf = (value: unknown): string[] =>
  [value]
    .flat()
    .filter((entry): entry is string => typeof entry === "string")
    .filter((entry) => entry !== "");

function namesOf(value: unknown): Map<number, string> {
  const names = new Map<number, string>();
  if (typeof value !== "object") return names;
  // Of a list the keys are the places in it.
  for (const [key, name] of Object.entries(value ?? {}))
    if (Number.isInteger(Number(key)) && typeof name === "string")
      names.set(Number(key), name.trim());
  return names;
}

/** Null when it is YAML of something else. @throws AppError('format') when it is no YAML. */
export function parseDataYaml(text: string): YoloConfig | null {
  let file: unknown;
  try {
    // All scalars stay texts: a class may be called `no`, `1e3` or `007`.
    file = parse(text, { schema: "failsafe", maxAliasCount: 0 });
  } catch (cause) {
    throw new AppError(
      "format",
      `The file is not valid YAML: ${toAppError(cause).message}`,
      { rule: "yolo.yaml" },
      { cause },
    );
  }
  if (typeof file !== "object" || file === null) return null;
  const fields = file as Readonly<Record<string, unknown>>;
  const names = namesOf(fields["names"]);
  if (names.size === 0) return null;
  const { path, train, val, valid, validation, test } = fields;
  return {
    names,
    parts: {
      TRAIN: textsOf(train),
      EVAL: textsOf(val ?? valid ?? validation),
      TEST: textsOf(test),
    },
    root: textsOf(path)[0] ?? "",
    hasKeypoints: fields["kpt_shape"] !== undefined,
  };
}
