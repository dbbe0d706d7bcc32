import { expect, it } from "vitest";
import type { SourceFile } from "#labeling/contract.ts";
import type from "./type.ts";

const file = (path: string): SourceFile => ({
  path,
  bytes: 1,
  text: async () => "",
});
const folders = type.importers.find(
  ({ id }) => id === "MA_AUDIO_CLASSIFICATION_DIR_V1",
);

async function labels(...paths: string[]): Promise<[string, unknown][]> {
  const found: [string, unknown][] = [];
  const report = (): void => undefined;
  for await (const { path, annotations } of folders?.read(
    paths.map(file),
    report,
  ) ?? [])
    found.push([path, annotations.map(({ name }) => name).join()]);
  return found;
}

it("takes folders for labels, of sound in any form", async () => {
  expect(
    await labels("Cat/10.wav", "Dog/1.mp4", "Dog/old/2.OGG", "Dog/1.txt"),
  ).toEqual([
    ["Cat/10.wav", "Cat"],
    ["Dog/1.mp4", "Dog"],
    ["Dog/old/2.OGG", "old"],
  ]);
});

it("does not take the folder round all folders for one, nor a name with a space for two", async () => {
  expect(
    await labels("esc10/001 - Dog bark/1.ogg", "esc10/loose.ogg", "a.wav"),
  ).toEqual([
    ["esc10/001 - Dog bark/1.ogg", "001 - Dog bark"],
    ["esc10/loose.ogg", "esc10"],
    ["a.wav", ""],
  ]);
  expect(await labels("esc10/Rain/1.ogg", "esc10/loose.ogg")).toEqual([
    ["esc10/Rain/1.ogg", "Rain"],
    ["esc10/loose.ogg", ""],
  ]);
});
