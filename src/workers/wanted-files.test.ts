import { describe, expect, it } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import type { FoundFile, ImportChoice } from "#core/import.ts";
import type { FoundSample } from "#labeling/contract.ts";
import { labelingType } from "#labeling/registry.ts";
import { inChunks, wantedFiles } from "./wanted-files.ts";

const fileOf = (path: string, hash: string): FoundFile => ({
  path,
  hash: hash as BlobHash,
  bytes: 1,
  mime: "image/jpeg",
  media: null,
  isLabelFile: path.endsWith(".json"),
});
const choice = {
  labelingStatus: "labeled",
  includedLabels: [],
  excludedLabels: [],
} as unknown as ImportChoice;

/** What is taken, and how much of the label file was read when it was. */
async function taken(
  files: readonly FoundFile[],
  read: readonly string[],
  masks: readonly string[] = [],
): Promise<{ path: string; labels: unknown[]; ahead: number }[]> {
  let count = 0;
  const type = labelingType("image_classification");
  const format = {
    ...type.importers[0],
    async *read(
      _files: unknown,
      _report: unknown,
      options: { tellLabelFile: (path: string) => void },
    ): AsyncGenerator<FoundSample> {
      masks.forEach(options.tellLabelFile);
      for (const path of read) {
        count += 1;
        const annotations = [{ type: "image_classification", name: path }];
        yield { path, annotations, usage: null, hard: null };
      }
    },
  } as unknown as (typeof type.importers)[number];
  const found = [];
  for await (const one of wantedFiles(
    files,
    { type, format },
    choice,
    () => undefined,
  ))
    found.push({
      path: one.file.path,
      labels: one.found.annotations.map(({ name }) => name),
      ahead: count,
    });
  return found;
}

describe("files that an import takes", () => {
  it("come while the labels are read, and those without labels behind them", async () => {
    const files = ["1.jpg", "l.json", "2.jpg", "3.jpg"].map((path) =>
      fileOf(path, path),
    );
    expect(await taken(files, ["3.jpg", "gone.jpg", "1.jpg"])).toEqual([
      { path: "3.jpg", labels: ["3.jpg"], ahead: 1 },
      { path: "1.jpg", labels: ["1.jpg"], ahead: 3 },
      { path: "2.jpg", labels: [], ahead: 3 },
    ]);
  });

  it("that are copies come together, the first of them with the labels of all", async () => {
    const files = [
      fileOf("a/1.jpg", "same"),
      fileOf("a/2.jpg", "other"),
      fileOf("b/1.jpg", "same"),
    ];
    const read = ["a/1.jpg", "a/2.jpg", "b/1.jpg"];
    expect(await taken(files, read)).toEqual([
      { path: "a/2.jpg", labels: ["a/2.jpg"], ahead: 2 },
      { path: "a/1.jpg", labels: ["a/1.jpg", "b/1.jpg"], ahead: 3 },
      { path: "b/1.jpg", labels: [], ahead: 3 },
    ]);
  });

  it("are none of the masks; a picture that is the copy of a mask is", async () => {
    const files = [fileOf("1.png", "same"), fileOf("mask.png", "same")];
    expect(await taken(files, ["1.png"], ["mask.png"])).toMatchObject([
      { path: "1.png", labels: ["1.png"] },
    ]);
  });

  it("go on in chunks, none of them empty", async () => {
    async function* numbers(count: number): AsyncGenerator<number> {
      for (let i = 0; i < count; i += 1) yield i;
    }
    const sizes = async (count: number): Promise<number[]> => {
      const found: number[] = [];
      for await (const chunk of inChunks(numbers(count), 3))
        found.push(chunk.length);
      return found;
    };
    expect(await sizes(0)).toEqual([]);
    expect(await sizes(6)).toEqual([3, 3]);
    expect(await sizes(7)).toEqual([3, 3, 1]);
  });
});
