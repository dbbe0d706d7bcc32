/** Which cell of a row without names each column is: `index` in the request schema of `config.json`. Source: ExeML 5.11. */
import type { Column } from "#core/table.ts";
import { modelJson } from "../model-json.ts";

type Json = Readonly<Record<string, unknown>> | undefined;

const inside = (value: unknown, ...keys: readonly (string | number)[]): Json =>
  keys.reduce<unknown>(
    (own, key) =>
      typeof own === "object" && own !== null
        ? (own as Record<string | number, unknown>)[key]
        : undefined,
    value,
  ) as Json;

/** Packages write a list's items as they are, as a list of one, or under `item`. */
const itemsOf = (list: Json): Json => {
  const items = inside(list, "items") ?? inside(list, "item");
  return Array.isArray(items) ? (items[0] as Json) : items;
};

/**
 * @param bytes `config.json`; where none of its columns has an index, they go in order.
 * @returns places from 0, by column; null for those whose index is none.
 * @throws AppError('model') when it is not JSON.
 */
export function mappedPlaces(
  bytes: Uint8Array | undefined,
  columns: readonly Column[],
): (number | null)[] {
  const config = bytes ? modelJson(bytes, "config.json") : {};
  const request = inside(config, "apis", 0, "request", "data", "properties");
  const list = inside(request, "data", "properties", "req_data");
  const fields = inside(itemsOf(list), "properties");
  const found = columns.map(({ name }) => inside(fields, name, "index"));
  if (found.every((index) => index === undefined))
    return columns.map((_, i) => i);
  return (found as readonly unknown[]).map((index) =>
    Number.isSafeInteger(index) && (index as number) >= 0
      ? (index as number)
      : null,
  );
}
