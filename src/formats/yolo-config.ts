/** What stands beside YOLO's label files: Ultralytics' data.yaml, darknet's obj.data and obj.names. */
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

/** One name a line; a line that is left empty keeps its number. */
export const parseNames = (text: string): Map<number, string> =>
  new Map(
    text
      .replace(/^\ufeff/, "")
      .split("\n")
      .map((line, index): [number, string] => [index, line.trim()])
      .filter(([, name]) => name !== ""),
  );

/** `key = value` lines with where names and parts are. Source: data management 6.4. */
export function parseObjData(text: string): ReadonlyMap<string, string> {
  const pairs = text
    .split("\n")
    .map((line) => /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line.replace(/#.*$/, "")));
  return new Map(
    pairs.flatMap((pair) =>
      pair?.[1] && pair[2] ? [[pair[1].toLowerCase(), pair[2]] as const] : [],
    ),
  );
}

/** Names are written as JSON texts, which every YAML reader takes for texts. */
export function dataYaml(
  names: readonly string[],
  parts: Readonly<Record<"train" | "val" | "test", string | null>>,
): string {
  const paths = Object.entries(parts).flatMap(([key, path]) =>
    path === null ? [] : [`${key}: ${path}\n`],
  );
  const lines = names.map(
    (name, i) => `  ${String(i)}: ${JSON.stringify(name)}\n`,
  );
  const list = names.length > 0 ? `names:\n${lines.join("")}` : "names: {}\n";
  return `path: .\n${paths.join("")}\nnc: ${String(names.length)}\n${list}`;
}

export const objData = (count: number, hasValid: boolean): string =>
  [
    `classes = ${String(count)}`,
    "names = obj.names",
    "train = train.txt",
    ...(hasValid ? ["valid = valid.txt"] : []),
    "backup = backup/",
    "",
  ].join("\n");
