/** Which ways of learning are tried for a table, by preference. Source: ExeML 1.9 (Training Preference). */
import type { TrainingPreference } from "#core/training.ts";
import type { BoostRules } from "./booster.ts";
import type { ForestRules } from "./forest.ts";
import type { Method } from "./learners.ts";

export interface Recipe {
  /** Unlike any other's; shown in the leaderboard. */
  readonly name: string;
  readonly method: Method;
  /** The logarithm of the number is learned. */
  readonly isLog: boolean;
}

export interface Plan {
  readonly recipes: readonly Recipe[];
  readonly folds: number;
  /** Fits of each chosen recipe, on the same rows with other draws, averaged. */
  readonly bags: number;
  /** The best alone, or a weighted mean of several. */
  readonly blends: boolean;
}

/** What decides which recipes suit. */
export interface TableFacts {
  readonly rows: number;
  /** 0 for numbers. */
  readonly classes: number;
  /** Numbers in a dense row. */
  readonly width: number;
  /** The number is above 0 and skewed to the right. */
  readonly suitsLog: boolean;
}

const BOOSTING: BoostRules = {
  rounds: 1000,
  patience: 30,
  rowShare: 0.8,
  columnShare: 0.8,
  maxDepth: 6,
  maxLeaves: Number.POSITIVE_INFINITY,
  columnsPerNode: Number.POSITIVE_INFINITY,
  rate: 0.1,
  l2: 1,
  minHessian: 1,
  minGain: 0,
};

const boosting = (name: string, rules: Partial<BoostRules>) =>
  [name, { kind: "boosting", rules: { ...BOOSTING, ...rules } }] as const;
const forest = (name: string, rules: ForestRules) =>
  [name, { kind: "forest", rules }] as const;
const linear = (l2: number) =>
  [`Linear, penalty ${String(l2)}`, { kind: "linear", l2 }] as const;
const kernel = (gamma: number, landmarks: number) =>
  [
    `Gaussian kernel, ${String(gamma)}`,
    { kind: "kernel", gamma, landmarks },
  ] as const;

type Named = readonly [string, Method];

/** Dense rows of larger tables would not fit. */
const MOST_DENSE = 2e7;
const MOST_KERNEL_ROWS = 8000;

const boosters: Readonly<Record<TrainingPreference, readonly Named[]>> = {
  performance_first: [boosting("Boosted trees", {})],
  balance: [
    boosting("Boosted trees", {}),
    boosting("Boosted trees, shallow", { maxDepth: 3 }),
  ],
  accuracy_first: [
    boosting("Boosted trees", {}),
    boosting("Boosted trees, shallow", { maxDepth: 3, rate: 0.05 }),
    boosting("Boosted trees, slow", {
      rate: 0.04,
      maxDepth: 8,
      maxLeaves: 24,
      columnShare: 0.5,
      l2: 3,
      minHessian: 2,
    }),
    boosting("Boosted trees, deep", {
      rate: 0.04,
      maxDepth: 12,
      maxLeaves: 64,
      columnShare: 0.6,
      rowShare: 0.7,
      l2: 3,
    }),
  ],
};

function forests(
  { rows, classes }: TableFacts,
  isWide: boolean,
): readonly Named[] {
  // Whole trees of many rows take more room than they are worth.
  const isLarge = rows > 10_000;
  const trees = isLarge ? 60 : isWide ? 250 : 120;
  const leastRows = isLarge ? 5 : classes > 0 ? 1 : 2;
  const maxLeaves = isLarge ? 800 : Number.POSITIVE_INFINITY;
  const columnShare = classes > 0 ? 0.3 : 0.45;
  const rules = { trees, leastRows, maxLeaves, columnShare };
  const own = [
    forest("Random forest", { ...rules, isExtra: false }),
    forest("Extra trees", { ...rules, columnShare: 0.6, isExtra: true }),
  ];
  return isWide
    ? [
        ...own,
        forest("Random forest, coarse", {
          ...rules,
          leastRows: leastRows * 3,
          isExtra: false,
        }),
      ]
    : own;
}

function methodsOf(
  preference: TrainingPreference,
  facts: TableFacts,
): readonly Named[] {
  const own = boosters[preference];
  if (preference === "performance_first") return own;
  const isWide = preference === "accuracy_first";
  const { rows, width } = facts;
  const suitsDense = rows * width <= MOST_DENSE;
  const linears = isWide ? [0.0003, 0.003, 0.03, 0.3] : [0.001, 0.03];
  const landmarks = isWide ? 600 : 400;
  const suitsKernel = suitsDense && rows <= MOST_KERNEL_ROWS;
  const gammas = suitsKernel ? (isWide ? [0.1, 0.3, 0.8] : [0.3]) : [];
  const [first, ...others] = own;
  // One of each kind first, so that an early end has them.
  return [
    ...(first ? [first] : []),
    ...(suitsDense ? linears.map(linear) : []),
    ...forests(facts, isWide),
    ...gammas.map((gamma) => kernel(gamma, landmarks)),
    ...others,
  ];
}

const MANY_ROWS = 20_000;
const FEW_ROWS = 2000;

export function planOf(
  preference: TrainingPreference,
  facts: TableFacts,
): Plan {
  const isQuick = preference === "performance_first";
  const methods = methodsOf(preference, facts);
  const plain = methods.map(([name, method]) => ({
    name,
    method,
    isLog: false,
  }));
  const logs = facts.suitsLog
    ? methods
        .filter(([, { kind }]) => !isQuick || kind === "boosting")
        .map(([name, method]) => ({
          name: `${name}, of the logarithm`,
          method,
          isLog: true,
        }))
    : [];
  const isLarge = facts.rows > MANY_ROWS;
  const isWide = preference === "accuracy_first";
  const few = facts.rows <= FEW_ROWS;
  return {
    recipes: [...plain, ...logs],
    folds: isQuick || isLarge ? 3 : isWide && few ? 10 : 5,
    bags: isQuick ? 1 : isWide ? (isLarge ? 3 : 6) : isLarge ? 1 : 3,
    blends: !isQuick,
  };
}
