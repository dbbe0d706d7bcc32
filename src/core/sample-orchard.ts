/** Trees of an orchard and the grade of their apples: a table made up by rules that a model can find. */
import type { CellValue } from "./cell-value.ts";
import { seededRandom, type Random } from "./random.ts";
import type { Column } from "./table.ts";

export const ORCHARD_COLUMNS: readonly Column[] = [
  { name: "variety", type: "string" },
  { name: "tree_age", type: "int" },
  { name: "soil", type: "string" },
  { name: "rain_mm", type: "double" },
  { name: "sunshine_h", type: "double" },
  { name: "frost_nights", type: "int" },
  { name: "bees", type: "string" },
  { name: "thinned", type: "boolean" },
  { name: "grade", type: "string" },
];

/** How well each does by itself, and how much sun it wants. */
const VARIETIES = [
  { name: "Boskoop", quality: 0.4, sun: 1500 },
  { name: "Elstar", quality: 0.1, sun: 1700 },
  { name: "Gala", quality: 0.3, sun: 1850 },
  { name: "Jonagold", quality: -0.2, sun: 1650 },
  { name: "Topaz", quality: 0, sun: 1600 },
] as const;
const SOILS = [
  ["loam", 0.5],
  ["clay", -0.1],
  ["sand", -0.6],
] as const;
const BEES = [
  ["many", 0.5],
  ["some", 0.1],
  ["few", -0.7],
] as const;
/** Of a hundred rain gauges, so many have stood dry or broken. */
const LOST_SHARE = 0.04;

const pick = <T>(random: Random, of: readonly T[]): T =>
  of[Math.floor(random() * of.length)] as T;
/** About a bell curve: mean 0, spread 1. */
const bell = (random: Random): number =>
  Math.sqrt(3) * (random() + random() + random() + random() - 2);

function gradeOf(score: number): string {
  if (score > 0.45) return "export";
  return score > -0.55 ? "market" : "juice";
}

/** One row for each tree; the same seed makes the same ones. */
export function orchardRows(
  count: number,
  seed: number,
): (readonly (CellValue | null)[])[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const variety = pick(random, VARIETIES);
    const [soil, soilValue] = pick(random, SOILS);
    const [bees, beeValue] = pick(random, BEES);
    const age = 3 + Math.floor(random() * 28);
    const rain = 520 + bell(random) * 120;
    const sun = 1680 + bell(random) * 150;
    const frost = Math.max(0, Math.round(2 + bell(random) * 2.2));
    const isThinned = random() < 0.6;
    const score =
      variety.quality +
      soilValue +
      beeValue +
      // Best between ten and eighteen years.
      0.7 -
      ((age - 14) / 11) ** 2 -
      Math.abs(rain - 540) / 230 -
      Math.abs(sun - variety.sun) / 300 -
      Math.max(0, frost - 2) * 0.28 +
      (isThinned ? 0.55 : -0.15) +
      bell(random) * 0.28 +
      0.35;
    return [
      variety.name,
      age,
      soil,
      random() < LOST_SHARE ? null : Math.round(rain * 10) / 10,
      Math.round(sun),
      frost,
      bees,
      Number(isThinned),
      gradeOf(score),
    ];
  });
}
