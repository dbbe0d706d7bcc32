/** Made-up tables for tests: numbers, words, missing values, and what follows from them. */
import { seededRandom } from "#core/random.ts";
import type { LabelColumn, Table } from "#core/table.ts";
import type { TrainTable } from "#labeling/learning-contract.ts";

const CITIES = ["Bern", "Oslo", "Rome"];

/** Whether somebody buys, and for how much, follows from age, city and a bit of chance; `noise` tells nothing. */
export function sampleTable(
  rows: number,
  type: LabelColumn["type"],
  seed = 1,
): TrainTable {
  const random = seededRandom(seed);
  const age = Float64Array.from({ length: rows }, () =>
    Math.round(20 + 50 * random()),
  );
  const city = Int32Array.from({ length: rows }, () =>
    Math.floor(random() * CITIES.length),
  );
  const noise = Float64Array.from({ length: rows }, () => random());
  const spent = age.map(
    (years, row) => years * (city[row] === 1 ? 3 : 1) + 8 * random(),
  );
  const buys = Int32Array.from(spent, (amount) => (amount > 75 ? 1 : 0));
  for (let row = 0; row < rows; row += 17) age[row] = Number.NaN;
  const columns: Table["columns"] = [
    { name: "age", type: "int", data: { kind: "numbers", values: age } },
    {
      name: "city",
      type: "string",
      data: { kind: "words", words: CITIES, codes: city },
    },
    { name: "noise", type: "double", data: { kind: "numbers", values: noise } },
    type === "continuous"
      ? {
          name: "spent",
          type: "double",
          data: { kind: "numbers", values: spent },
        }
      : {
          name: "buys",
          type: "string",
          data: { kind: "words", words: ["no", "yes"], codes: buys },
        },
  ];
  return {
    table: { rows, columns },
    usage: Uint8Array.from({ length: rows }, (_, row) =>
      row % 4 === 3 ? 1 : 0,
    ),
    label: { name: type === "continuous" ? "spent" : "buys", type },
  };
}
