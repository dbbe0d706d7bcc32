import { describe, expect, it } from "vitest";
import type { Dataset } from "#core/dataset.ts";
import { checkDatasetName } from "#storage/datasets.ts";
import { arrangeDatasets, nameFromPaths } from "./dataset-order.ts";

const dataset = (name: string, part: Partial<Dataset> = {}): Dataset =>
  ({
    name,
    description: "",
    dataType: "image",
    createdAt: 0,
    updatedAt: 0,
    sampleCount: 0,
    bytes: 0,
    ...part,
  }) as Dataset;

describe("arrangeDatasets", () => {
  const rows = [
    dataset("shot-10", { sampleCount: 5, updatedAt: 1 }),
    dataset("shot-2", { sampleCount: 9, updatedAt: 3 }),
    dataset("Trip", { description: "at the SEA", dataType: "free_format" }),
  ];
  const names = (part: Partial<Parameters<typeof arrangeDatasets>[1]>) =>
    arrangeDatasets(rows, {
      search: "",
      dataType: "",
      order: "updated",
      ...part,
    }).map(({ name }) => name);

  it("orders numbers in names as numbers, the rest largest first", () => {
    expect(names({ order: "name" })).toEqual(["shot-2", "shot-10", "Trip"]);
    expect(names({ order: "samples" })).toEqual(["shot-2", "shot-10", "Trip"]);
    expect(names({ order: "updated" })[0]).toBe("shot-2");
  });

  it("searches names and descriptions, and keeps one type", () => {
    expect(names({ search: "sea" })).toEqual(["Trip"]);
    expect(names({ search: "SHOT" })).toHaveLength(2);
    expect(names({ dataType: "free_format" })).toEqual(["Trip"]);
  });
});

describe("nameFromPaths", () => {
  it("takes the folder or the archive that everything lies in", () => {
    expect(
      nameFromPaths(["My flowers 2024/a.jpg", "My flowers 2024/b.jpg"]),
    ).toBe("My-flowers-2024");
    expect(nameFromPaths(["trash.net.zip"])).toBe("trash-net");
    expect(nameFromPaths(["花/1.jpg"])).toBe("花");
  });

  it("has no name for loose files, several folders or nothing usable", () => {
    expect(nameFromPaths(["a.jpg"])).toBeNull();
    expect(nameFromPaths(["a/1.jpg", "b/2.jpg"])).toBeNull();
    expect(nameFromPaths(["2024/1.jpg"])).toBeNull();
    expect(nameFromPaths([])).toBeNull();
  });

  it("always gives a name that the rule accepts", () => {
    for (const folder of ["-x-", "_a b", "1 cat", "é cat", "a".repeat(90)])
      expect(
        checkDatasetName(nameFromPaths([`${folder}/1.jpg`]) ?? "fine"),
      ).toBeNull();
  });
});
