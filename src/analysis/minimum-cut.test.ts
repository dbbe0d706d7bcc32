import { expect, test } from "vitest";
import { MinimumCut } from "./minimum-cut.ts";

interface Graph {
  readonly ends: readonly (readonly [number, number])[];
  readonly edges: readonly (readonly [number, number, number])[];
}

/** The cost of a cut. */
function costOf({ ends, edges }: Graph, side: ArrayLike<number>): number {
  let cost = 0;
  ends.forEach(([source, sink], node) => (cost += side[node] ? sink : source));
  for (const [a, b, weight] of edges) if (side[a] !== side[b]) cost += weight;
  return cost;
}

/** By trying all cuts. */
function cheapest(graph: Graph): number {
  const { length } = graph.ends;
  let least = Infinity;
  for (let bits = 0; bits < 2 ** length; bits += 1) {
    const side = Array.from({ length }, (_, n) => (bits >> n) & 1);
    least = Math.min(least, costOf(graph, side));
  }
  return least;
}

test("no cut of any small graph is cheaper", () => {
  let seed = 5;
  const random = (most: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * most);
  };
  for (let round = 0; round < 300; round += 1) {
    const nodes = 2 + random(8);
    const ends = Array.from(
      { length: nodes },
      () => [random(10), random(10)] as const,
    );
    const edges = Array.from({ length: random(20) }, () => {
      const a = random(nodes);
      return [a, (a + 1 + random(nodes - 1)) % nodes, random(10)] as const;
    });
    const cut = new MinimumCut(nodes, edges.length);
    ends.forEach(([source, sink], node) => cut.setEnds(node, source, sink));
    for (const [a, b, weight] of edges) cut.connect(a, b, weight);
    const graph = { ends, edges };
    expect(costOf(graph, cut.solve()), `round ${String(round)}`).toBe(
      cheapest(graph),
    );
  }
});
