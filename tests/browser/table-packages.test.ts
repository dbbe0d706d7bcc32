/** Models of tables as packages: what another device answers with one. */
import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import type { LoadedPredictor } from "#labeling/learning-contract.ts";
import { sampleTable } from "#labeling/types/table/learning/sample-table.ts";
import predictor from "#labeling/types/table/predictor.ts";
import { readBlob } from "#storage/blobs.ts";
import { importPackage, packModel } from "#workers/package.client.ts";
import { fresh } from "../support/backup-files.ts";
import { learned } from "../support/learned-table.ts";
import { storedModel } from "../support/stored-model.ts";

const opened = (
  files: Readonly<Record<string, Uint8Array>>,
): Promise<LoadedPredictor> =>
  predictor.load({ files }, "cpu", undefined as never);

async function bytesOf(
  files: Readonly<Record<string, BlobHash>>,
): Promise<Record<string, Uint8Array>> {
  const read = Object.entries(files).map(
    async ([path, hash]) =>
      [
        path,
        new Uint8Array(await (await readBlob(hash)).arrayBuffer()),
      ] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

it.each([
  ["discrete", "balance"],
  ["continuous", "performance_first"],
] as const)(
  "a model of a %s column, %s, answers exactly the same after its zip was imported",
  async (type, preference) => {
    await fresh();
    const given = sampleTable(160, type);
    const { model } = await learned(given, 2, preference);
    const { id } = await storedModel(model.files, {
      name: "table",
      labelingType: "table",
      labels: [],
    });
    const zip = await packModel(id);
    const paths = Object.keys(
      unzipSync(new Uint8Array(await zip.arrayBuffer())),
    );
    expect(paths).toContain("table/model/config.json");
    expect(paths).toContain("table/model/trees-1.json");
    const back = await importPackage(zip, "table.zip");
    expect(back).toMatchObject({ status: "Normal", statusReason: null });
    const [before, after] = await Promise.all([
      opened(model.files),
      opened(await bytesOf(back.files)),
    ]);
    const answers = before.answerTable?.(given.table);
    expect(answers?.predicted).toHaveLength(160);
    expect(after.answerTable?.(given.table)).toEqual(answers);
  },
);
