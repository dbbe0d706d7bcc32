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

  #parentOf(node: number): number {
    return this.#parent[node] ?? NONE;
  }

  #nodeAt(edge: number): number {
    return this.#to[edge] ?? 0;
  }

  /** Appends the edges from a node up to its end. @returns the node below the end. */
  #climb(node: number, step: (edge: number) => void): number {
    let at = node;
    for (let up = this.#parentOf(at); up >= 0; up = this.#parentOf(at)) {
      step(up);
      at = this.#nodeAt(up);
    }
    return at;
  }

  /** Sends all that the path over the bridge carries. @returns nodes cut off from their trees. */
  #push(bridge: number): number[] {
    const path: number[] = [bridge];
    const first = this.#climb(this.#nodeAt(bridge ^ 1), (up) =>
      path.push(up ^ 1),
    );
    const last = this.#climb(this.#nodeAt(bridge), (down) => path.push(down));
    const rests = path.map((edge) => this.#rest[edge] ?? 0);
    const [give = 0, take = 0] = [this.#ends[first], this.#ends[last]];
    const flow = Math.min(give, -take, ...rests);
    const orphans: number[] = [];
    const cutOff = (node: number): void => {
      this.#parent[node] = NONE;
      orphans.push(node);
    };
    path.forEach((edge, i) => {
      const rest = (rests[i] ?? 0) - flow;
      this.#rest[edge] = rest;
      this.#rest[edge ^ 1] = (this.#rest[edge ^ 1] ?? 0) + flow;
      const [from, to] = [this.#nodeAt(edge ^ 1), this.#nodeAt(edge)];
      const tree = this.#tree[from];
      if (rest > 0 || tree !== this.#tree[to]) return;
      cutOff(tree === SOURCE ? to : from);
    });
    this.#ends[first] = give - flow;
    this.#ends[last] = take + flow;
    if (give === flow) cutOff(first);
    if (take === -flow) cutOff(last);
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

  /** Edges to neighbours in the same tree. */
  #edgesWithin(node: number, tree: number): number[] {
    const edges: number[] = [];
    let edge = this.#firstEdge[node] ?? NONE;
    for (; edge !== NONE; edge = this.#nextEdge[edge] ?? NONE)
      if (this.#tree[this.#nodeAt(edge)] === tree) edges.push(edge);
    return edges;
  }

  /** Finds orphans another parent, or lets them go and their children with them. */
  #adopt(orphans: number[]): void {
    for (let node = orphans.pop(); node !== undefined; node = orphans.pop()) {
      const tree = this.#tree[node] ?? FREE;
      if (this.#parentOf(node) !== NONE || tree === FREE) continue;
      const edges = this.#edgesWithin(node, tree);
      const reaches = (edge: number): boolean =>
        this.#along(edge ^ 1, tree) > 0;
      const parent = edges.find(
        (edge) => reaches(edge) && this.#hasRoot(this.#nodeAt(edge)),
      );
      if (parent === undefined)
        orphans.push(...this.#letGo(node, edges, reaches));
      else this.#parent[node] = parent;
    }
  }

  /** @returns its children, which are orphans now. */
  #letGo(
    node: number,
    edges: readonly number[],
    reaches: (edge: number) => boolean,
  ): number[] {
    this.#tree[node] = FREE;
    return edges.flatMap((edge) => {
      const other = this.#nodeAt(edge);
      if (reaches(edge)) this.#activate(other);
      const up = this.#parentOf(other);
      if (up < 0 || this.#nodeAt(up) !== node) return [];
      this.#parent[other] = NONE;
      return [other];
    });
  }
}
