import type { Table } from "dexie";

/** Below this many keys single questions are as fast. */
const FEW = 50;

/**
 * The rows whose keys lie between the first and the last of these, asked for at once, where there are
 * hardly more of them than keys; null otherwise. A million new rows have keys close together, and
 * asking whether each of them is there already takes longer than writing them.
 * @param keys of two parts, the first the same in all.
 * @returns null itself for few keys: the caller's next question is then asked at once, and not
 * behind what it writes in the meantime.
 */
export function rowsBetween<Row, Key, Insert>(
  table: Table<Row, Key, Insert>,
  index: string,
  keys: readonly (readonly [string, string])[],
): PromiseLike<Row[] | null> | null {
  const [[common] = [""]] = keys;
  if (keys.length < FEW) return null;
  let [first, last] = ["\uffff", ""];
  for (const [, key] of keys) {
    if (key < first) first = key;
    if (key > last) last = key;
  }
  const most = 2 * keys.length;
  return table
    .where(index)
    .between([common, first], [common, last], true, true)
    .limit(most)
    .toArray((rows) => (rows.length < most ? rows : null));
}

/**
 * The rows at these keys of an index, in the keys' order; keys without a row give none. All are
 * asked for at once, where a cursor (`anyOf`) waits for each answer before the next question: a
 * third of the time for 1,000 keys.
 */
export async function rowsAt<Row, Key, Insert>(
  table: Table<Row, Key, Insert>,
  index: string,
  keys: readonly (readonly string[])[],
): Promise<Row[]> {
  const found = await Promise.all(
    keys.map((key) =>
      table
        .where(index)
        .equals([...key])
        .toArray(),
    ),
  );
  return found.flat();
}
