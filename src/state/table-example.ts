import type { Model } from "#core/model.ts";
import { textAt } from "#core/table-part.ts";
import { readPart } from "#storage/tables.ts";
import { getTrainingRun } from "#storage/trainings.ts";
import { getVersion } from "#storage/versions.ts";

/** The first row that the model was trained on, by the names of its columns; null where it is not here. */
export async function exampleRow({
  trainingId,
}: Model): Promise<Record<string, string> | null> {
  const run = trainingId && (await getTrainingRun(trainingId));
  const { table } = (run && (await getVersion(run.datasetVersionId))) || {};
  const [part] = table?.parts ?? [];
  if (!run || !table || !part) return null;
  const data = await readPart(part);
  const label = run.options.labelColumn?.name;
  return Object.fromEntries(
    table.columns.flatMap(({ name }, i) => {
      const column = data.columns[i];
      return name === label || !column
        ? []
        : [[name, textAt(column, 0) ?? ""] as const];
    }),
  );
}
