/** A model of tables, trained in a second: what grows on a field, by rain. */
import { newId, type BlobHash, type ModelId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import { seededRandom } from "#core/random.ts";
import type { TrainTable } from "#labeling/learning-contract.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { addModel } from "#storage/models.ts";
import { learned } from "./learned-table.ts";

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
  const paths = Object.keys(model.files);
  const stored = await writeBlobs(
    Object.values(model.files).map((bytes) => Uint8Array.from(bytes)),
  );
  const id = newId<ModelId>();
  await addModel({
    id,
    name: "fields",
    version: "0.0.1",
    description: "",
    labelingType: "table",
    labels: [],
    source: "Training job",
    projectId: null,
    trainingId: null,
    createdAt: 1,
    status: "Normal",
    statusReason: null,
    metrics: null,
    bytes: 0,
    files: Object.fromEntries(
      paths.map((path, i) => [path, stored[i]?.hash ?? ("" as BlobHash)]),
    ),
  } satisfies Model);
  return id;
}
