/** The rows of a version as a trainer takes them. */
import { AppError } from "#core/errors.ts";
import { tableOf } from "#core/table-columns.ts";
import type { TablePartData } from "#core/table-part.ts";
import { splitRows } from "#core/table-split.ts";
import type { LabelColumn } from "#core/table.ts";
import type { Version } from "#core/version.ts";
import type { TrainTable } from "#labeling/learning-contract.ts";
import { readPart } from "#storage/tables.ts";

/** @returns undefined for a version of samples. */
export async function trainTableOf(
  { table: stored, split }: Version,
  label: LabelColumn | undefined,
): Promise<TrainTable | undefined> {
  if (!stored) return undefined;
  if (!label)
    throw new AppError("format", "Choose the column to predict", {
      field: "labelColumn",
    });
  const parts: TablePartData[] = [];
  for (const part of stored.parts) parts.push(await readPart(part));
  const table = tableOf(
    stored.columns,
    parts,
    label.type === "discrete" ? label.name : undefined,
  );
  return { table, usage: splitRows(table, label, split), label };
}
