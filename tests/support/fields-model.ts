/** A model of tables, trained in a second: what grows on a field, by rain. */
import type { ModelId } from "#core/ids.ts";
import { seededRandom } from "#core/random.ts";
import type { TrainTable } from "#labeling/learning-contract.ts";
import { learned } from "./learned-table.ts";
import { storedModel } from "./stored-model.ts";

const ROWS = 400;

/** Yield follows from rain alone: twice as much where there is more than 3.5. */
function fields(): TrainTable {
  const random = seededRandom(1);
  const rain = Float64Array.from({ length: ROWS }, () => 10 * random());
  const soil = Int32Array.from({ length: ROWS }, (_, row) => row % 2);
  const values = rain.map((value) => (value > 3.5 ? 20 : 10));
  return {
    table: {
      rows: ROWS,
      columns: [
        {
          name: "rain",
          type: "double",
          data: { kind: "numbers", values: rain },
        },
        {
          name: "soil",
          type: "string",
          data: { kind: "words", words: ["loam", "sand"], codes: soil },
        },
        { name: "yield", type: "double", data: { kind: "numbers", values } },
      ],
    },
    usage: Uint8Array.from({ length: ROWS }, (_, row) =>
      row % 4 === 3 ? 1 : 0,
    ),
    label: { name: "yield", type: "continuous" },
  };
}

/** Trains and registers it. */
export async function fieldsModel(): Promise<ModelId> {
  const { model } = await learned(fields());
  const { id } = await storedModel(model.files, {
    name: "fields",
    labelingType: "table",
    labels: [],
  });
  return id;
}
