/** What stands beside YOLO's label files: darknet's obj.data and obj.names, and both layouts as they are written. */

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
