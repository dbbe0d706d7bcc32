/** Names of classes in a YAML file. Heavy, so imported where there is one. */
import { parse } from "yaml";
import type { MaskNames } from "./mask-names.ts";

/** `classes` or `names` of a YAML file, as a map or a list; null where there are none. */
export function parseYamlNames(text: string): MaskNames | null {
  let file: unknown;
  try {
    file = parse(text);
  } catch {
    return null;
  }
  const { classes, names } = (file ?? {}) as Record<string, unknown>;
  const found = classes ?? names;
  if (typeof found !== "object" || found === null) return null;
  const byIndex = new Map(
    Object.entries(found).map(([index, name]) => [Number(index), String(name)]),
  );
  return { byIndex, byColor: new Map() };
}
