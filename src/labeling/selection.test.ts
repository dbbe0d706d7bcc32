import { expect, test } from "vitest";
import type { SampleId } from "#core/ids.ts";
import {
  addTo,
  advance,
  clear,
  extendTo,
  focusOn,
  keepListed,
  NOTHING_SELECTED,
  selectAll,
  selectOne,
  toggle,
} from "./selection.ts";

const list = (text: string) => [...text] as SampleId[];
const ids = list("abcdef");
const text = (selection: { ids: ReadonlySet<string> }) =>
  [...selection.ids].sort().join("");

test("click selects one, ctrl adds and removes, shift selects the range from the anchor", () => {
  let selection = selectOne(ids, 1);
  expect(text(selection)).toBe("b");
  selection = toggle(selection, ids, 3);
  expect(text(selection)).toBe("bd");
  selection = extendTo(selection, ids, 5);
  expect(text(selection)).toBe("def");
  selection = extendTo(selection, ids, 2);
  expect(text(selection)).toBe("cd");
  selection = toggle(selection, ids, 2);
  expect(text(selection)).toBe("d");
});

test("the focus stays inside the list", () => {
  expect(selectOne(ids, 99).focus).toBe(5);
  expect(selectOne(ids, -3).focus).toBe(0);
  expect(selectOne([], 2)).toEqual(NOTHING_SELECTED);
  expect(focusOn(selectOne(ids, 1), ids, 4)).toMatchObject({
    focus: 4,
    anchor: 1,
  });
});

test("a lasso adds to what was selected when it began", () => {
  const base = selectOne(ids, 0);
  expect(text(addTo(base, ids, [2, 3]))).toBe("acd");
  expect(text(addTo(base, ids, [2]))).toBe("ac");
});

test("all and nothing", () => {
  const all = selectAll(selectOne(ids, 2), ids);
  expect(text(all)).toBe("abcdef");
  expect(all.focus).toBe(2);
  expect(text(clear(all))).toBe("");
});

test("samples that left the list are no longer selected", () => {
  const after = list("ace");
  const kept = keepListed(selectAll(selectOne(ids, 5), ids), after, (id) =>
    after.includes(id),
  );
  expect(text(kept)).toBe("ace");
  expect(kept.focus).toBe(2);
});

test("after labeling, the next sample takes the place of the one that left", () => {
  const left = advance(
    selectOne(ids, 2),
    ids,
    list("abdef"),
    new Set(list("c")),
  );
  expect(left.focus).toBe(2);
  expect(text(left)).toBe("d");
});

test("after labeling, the focus moves on where the sample stays", () => {
  const stayed = advance(selectOne(ids, 2), ids, ids, new Set(list("c")));
  expect(stayed.focus).toBe(3);
});

test("after labeling several, the focus goes to the first one left behind them", () => {
  const from = extendTo(selectOne(ids, 1), ids, 3);
  const next = advance({ ...from, focus: 1 }, ids, list("aef"), from.ids);
  expect(next.focus).toBe(1);
  expect(text(next)).toBe("");
});

test("after labeling the last one, the focus stays at the end", () => {
  const next = advance(
    selectOne(ids, 5),
    ids,
    list("abcde"),
    new Set(list("f")),
  );
  expect(text(next)).toBe("e");
  expect(
    advance(selectOne(list("a"), 0), list("a"), [], new Set(list("a"))).focus,
  ).toBe(0);
});
