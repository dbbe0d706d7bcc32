/**
 * Trees as JSON that people and other programs can read: a list with one tree a line. A leaf is a
 * number; a node is `{"column", "missing", "left", "right"}` with what goes left: numbers up to
 * `atMost` (null: all of them), or words `in` a list, or `notIn` it. Words that the column's list
 * does not hold count as missing. Tree i speaks of output i % outputs.
 */
import { AppError } from "#core/errors.ts";
import type { InputColumn } from "./encoding.ts";
import { SET_WORDS, TreeBuilder, type Trees } from "./trees.ts";

type Side = "left" | "right";

interface ReadableNode {
  readonly column: string;
  readonly atMost?: number | null;
  readonly in?: readonly string[];
  readonly notIn?: readonly string[];
  readonly missing: Side;
  readonly left: ReadableTree;
  readonly right: ReadableTree;
}
type ReadableTree = number | ReadableNode;

/** The fewest digits that give the same single-precision number. */
function digitsOf(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

const hasBit = (sets: Uint32Array, set: number, bin: number): boolean =>
  (((sets[set * SET_WORDS + (bin >>> 5)] as number) >>> (bin & 31)) & 1) === 1;

/** What a node asks, as the members of its object before the children. */
function question(
  trees: Trees,
  node: number,
  { name, binning }: InputColumn,
): string {
  const set = trees.set[node] as number;
  const asked = { column: name };
  if (binning.kind === "numbers") {
    const atMost = binning.edges[(trees.threshold[node] as number) - 1] ?? null;
    const missing = trees.missingLeft[node] === 1 ? "left" : "right";
    return JSON.stringify({ ...asked, atMost, missing });
  }
  const goesLeft = (_: string, i: number): boolean =>
    hasBit(trees.sets, set, i + 1);
  const left = binning.words.filter(goesLeft);
  const right = binning.words.filter((word, i) => !goesLeft(word, i));
  // The shorter list: words that a node has not seen are all on one side.
  const words = left.length <= right.length ? { in: left } : { notIn: right };
  const missing = hasBit(trees.sets, set, 0) ? "left" : "right";
  return JSON.stringify({ ...asked, ...words, missing });
}

export function treesText(
  trees: Trees,
  inputs: readonly InputColumn[],
): string {
  const lines = Array.from(trees.roots, (root) => {
    const parts: string[] = [];
    const write = (node: number): void => {
      const column = trees.column[node] as number;
      if (column < 0) {
        parts.push(digitsOf(trees.value[node] as number));
        return;
      }
      const asked = question(trees, node, inputs[column] as InputColumn);
      const left = trees.left[node] as number;
      parts.push(asked.slice(0, -1), ',"left":');
      write(left);
      parts.push(',"right":');
      write(left + 1);
      parts.push("}");
    };
    write(root);
    return parts.join("");
  });
  return `[\n${lines.join(",\n")}\n]\n`;
}

const damaged = (why: string): never => {
  throw new AppError("model", `The trees of the model are damaged: ${why}`);
};

/** Where numbers up to this one end. */
function thresholdOf(
  atMost: number | null | undefined,
  edges: Float64Array,
): number {
  if (atMost === null) return edges.length + 1;
  const place = edges.indexOf(atMost ?? Number.NaN);
  return place >= 0
    ? place + 1
    : damaged(`no bin of a column ends at ${String(atMost)}`);
}

function setOf(node: ReadableNode, words: readonly string[]): Uint32Array {
  const listed = new Set(node.in ?? node.notIn);
  const set = new Uint32Array(SET_WORDS);
  const add = (bin: number): void => {
    set[bin >>> 5] = (set[bin >>> 5] as number) | (1 << (bin & 31));
  };
  if (node.missing === "left") add(0);
  words.forEach((word, i) => {
    if (listed.has(word) === (node.in !== undefined)) add(i + 1);
  });
  return set;
}

/** @throws AppError('model') when they are not trees over these columns. */
export function readTreesText(
  text: string,
  inputs: readonly InputColumn[],
): Trees {
  const places = new Map(inputs.map(({ name }, i) => [name, i]));
  const builder = new TreeBuilder();
  const read = (tree: ReadableTree | undefined, at: number): void => {
    if (typeof tree === "number") {
      builder.setValue(at, tree);
      return;
    }
    const column = places.get(tree?.column ?? "");
    const input = column === undefined ? undefined : inputs[column];
    if (!tree || column === undefined || !input)
      return damaged(`a node asks for ${String(tree?.column)}`);
    const { binning } = input;
    const isLeft = tree.missing === "left";
    const child =
      binning.kind === "words"
        ? builder.split(at, column, 0, isLeft, setOf(tree, binning.words))
        : builder.split(
            at,
            column,
            thresholdOf(tree.atMost, binning.edges),
            isLeft,
            null,
          );
    read(tree.left, child);
    read(tree.right, child + 1);
  };
  let trees: unknown;
  try {
    trees = JSON.parse(text);
  } catch {
    return damaged("they are not JSON");
  }
  if (!Array.isArray(trees)) return damaged("they are no list");
  for (const tree of trees as readonly ReadableTree[])
    read(tree, builder.root());
  return builder.build();
}
