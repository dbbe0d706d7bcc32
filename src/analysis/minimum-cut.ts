/**
 * The cheapest cut of a graph between two ends, by two trees that grow towards each other and are
 * mended after each path. Source: Boykov and Kolmogorov, "An experimental comparison of min-cut/
 * max-flow algorithms for energy minimization in vision", PAMI 2004.
 */
const NONE = -1;
/** The parent is the end itself. */
const ROOT = -2;
const FREE = 0;
const SOURCE = 1;
const SINK = 2;

export class MinimumCut {
  /** Positive: what the source may still give; negative: what the sink may still take. */
  readonly #ends: Float64Array;
  readonly #firstEdge: Int32Array;
  readonly #to: Int32Array;
  readonly #nextEdge: Int32Array;
  /** What an edge may still carry; the edge back is its neighbour, `edge ^ 1`. */
  readonly #rest: Float64Array;
  #edgeCount = 0;
  readonly #tree: Uint8Array;
  /** Edge to the parent, NONE or ROOT. */
  readonly #parent: Int32Array;
  /** Nodes that may grow, first come first served, from `#head` on. */
  readonly #active: number[] = [];
  #head = 0;
  readonly #isActive: Uint8Array;

  constructor(nodes: number, edges: number) {
    this.#ends = new Float64Array(nodes);
    this.#firstEdge = new Int32Array(nodes).fill(NONE);
    this.#to = new Int32Array(edges * 2);
    this.#nextEdge = new Int32Array(edges * 2);
    this.#rest = new Float64Array(edges * 2);
    this.#tree = new Uint8Array(nodes);
    this.#parent = new Int32Array(nodes).fill(NONE);
    this.#isActive = new Uint8Array(nodes);
  }

  /** The costs of putting a node on the other side than each end. 0 or more. */
  setEnds(node: number, source: number, sink: number): void {
    this.#ends[node] = source - sink;
  }

  /** The cost of parting two nodes, either way. */
  connect(a: number, b: number, cost: number): void {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const edge = this.#edgeCount++;
      this.#to[edge] = to;
      this.#rest[edge] = cost;
      this.#nextEdge[edge] = this.#firstEdge[from] ?? NONE;
      this.#firstEdge[from] = edge;
    }
  }

  /** @returns 1 for nodes on the source's side. @param check called now and then; it may throw. */
  solve(check: () => void = () => undefined): Uint8Array {
    this.#ends.forEach((rest, node) => {
      if (rest === 0) return;
      this.#tree[node] = rest > 0 ? SOURCE : SINK;
      this.#parent[node] = ROOT;
      this.#activate(node);
    });
    for (let rounds = 0; ; rounds += 1) {
      if (rounds % 1024 === 0) check();
      const bridge = this.#grow();
      if (bridge === NONE) break;
      this.#adopt(this.#push(bridge));
    }
    return this.#tree.map((tree) => (tree === SOURCE ? 1 : 0));
  }

  #activate(node: number): void {
    if (this.#isActive[node]) return;
    this.#isActive[node] = 1;
    this.#active.push(node);
  }

  /** What may flow along an edge of this tree, away from the source or towards the sink. */
  #along(edge: number, tree: number): number {
    return this.#rest[tree === SOURCE ? edge : edge ^ 1] ?? 0;
  }

  /** @returns an edge from the source's tree to the sink's, or NONE. */
  #grow(): number {
    for (;;) {
      const node = this.#active[this.#head];
      if (node === undefined) return NONE;
      const tree = this.#tree[node] ?? FREE;
      if (tree !== FREE) {
        let edge = this.#firstEdge[node] ?? NONE;
        for (; edge !== NONE; edge = this.#nextEdge[edge] ?? NONE) {
          if (this.#along(edge, tree) <= 0) continue;
          const other = this.#to[edge] ?? 0;
          const otherTree = this.#tree[other] ?? FREE;
          if (otherTree === FREE) {
            this.#tree[other] = tree;
            this.#parent[other] = edge ^ 1;
            this.#activate(other);
          } else if (otherTree !== tree) {
            return tree === SOURCE ? edge : edge ^ 1;
          }
        }
      }
      this.#head += 1;
      this.#isActive[node] = 0;
    }
  }

  /** Sends all that the path over the bridge carries. @returns nodes cut off from their trees. */
  #push(bridge: number): number[] {
    const path: number[] = [bridge];
    let first = this.#to[bridge ^ 1] ?? 0;
    for (let up = this.#parent[first] ?? ROOT; up >= 0;) {
      path.push(up ^ 1);
      first = this.#to[up] ?? 0;
      up = this.#parent[first] ?? ROOT;
    }
    let last = this.#to[bridge] ?? 0;
    for (let down = this.#parent[last] ?? ROOT; down >= 0;) {
      path.push(down);
      last = this.#to[down] ?? 0;
      down = this.#parent[last] ?? ROOT;
    }
    let flow = Math.min(this.#ends[first] ?? 0, -(this.#ends[last] ?? 0));
    for (const edge of path) flow = Math.min(flow, this.#rest[edge] ?? 0);
    const orphans: number[] = [];
    const cutOff = (node: number): void => {
      this.#parent[node] = NONE;
      orphans.push(node);
    };
    for (const edge of path) {
      this.#rest[edge] = (this.#rest[edge] ?? 0) - flow;
      this.#rest[edge ^ 1] = (this.#rest[edge ^ 1] ?? 0) + flow;
      if ((this.#rest[edge] ?? 0) > 0) continue;
      const [from, to] = [this.#to[edge ^ 1] ?? 0, this.#to[edge] ?? 0];
      if (this.#tree[from] === SOURCE && this.#tree[to] === SOURCE) cutOff(to);
      if (this.#tree[from] === SINK && this.#tree[to] === SINK) cutOff(from);
    }
    this.#ends[first] = (this.#ends[first] ?? 0) - flow;
    this.#ends[last] = (this.#ends[last] ?? 0) + flow;
    if (this.#ends[first] === 0) cutOff(first);
    if (this.#ends[last] === 0) cutOff(last);
    return orphans;
  }

  #hasRoot(start: number): boolean {
    let node = start;
    for (;;) {
      const up = this.#parent[node] ?? NONE;
      if (up === ROOT) return true;
      if (up === NONE) return false;
      node = this.#to[up] ?? 0;
    }
  }

  #adopt(orphans: number[]): void {
    for (let node = orphans.pop(); node !== undefined; node = orphans.pop()) {
      const tree = this.#tree[node] ?? FREE;
      if (this.#parent[node] !== NONE || tree === FREE) continue;
      const edges: number[] = [];
      let edge = this.#firstEdge[node] ?? NONE;
      for (; edge !== NONE; edge = this.#nextEdge[edge] ?? NONE)
        if (this.#tree[this.#to[edge] ?? 0] === tree) edges.push(edge);
      const parent = edges.find(
        (one) =>
          this.#along(one ^ 1, tree) > 0 && this.#hasRoot(this.#to[one] ?? 0),
      );
      if (parent !== undefined) {
        this.#parent[node] = parent;
        continue;
      }
      for (const one of edges) {
        const other = this.#to[one] ?? 0;
        if (this.#along(one ^ 1, tree) > 0) this.#activate(other);
        const up = this.#parent[other] ?? NONE;
        if (up >= 0 && this.#to[up] === node) {
          this.#parent[other] = NONE;
          orphans.push(other);
        }
      }
      this.#tree[node] = FREE;
    }
  }
}
