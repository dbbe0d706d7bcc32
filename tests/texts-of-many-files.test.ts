/** What a dry run over several files of texts hands on to the import. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import type { DatasetId } from "#core/ids.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { formatsFor } from "../src/workers/import-sources.ts";
import { readTexts } from "../src/workers/plan-texts.ts";
import { sourceFile } from "./support/exported-files.ts";

const files: readonly SourceFile[] = [
  sourceFile("a.csv", new Blob(["text,label\ngood food,good\nbad,bad\n"])),
  sourceFile("b.csv", new Blob(["label,text\nbad,too loud\ngood,fine\n"])),
];

test("of files whose columns differ only what the user chose is handed on", async () => {
  const typed = formatsFor("text").find(({ format }) => format.id === "CSV");
  if (!typed) throw new Error("There is no CSV");
  const found = await readTexts(
    typed,
    1,
    files,
    { labelSeparator: ";" },
    "d" as DatasetId,
    () => undefined,
  );
  expect(found.texts?.layout.reading).toMatchObject({ textColumn: 0 });
  expect(found.texts?.asked).toEqual({ labelSeparator: ";" });
  const read = [];
  const reading = found.texts?.asked ?? {};
  for await (const { text } of typed.format.read(files, () => undefined, {
    reading,
  }))
    read.push(text);
  expect(read).toEqual(["good food", "bad", "too loud", "fine"]);
});
