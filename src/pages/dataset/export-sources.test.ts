import { describe, expect, it } from "vitest";
import type {
  DatasetId,
  LabelingJobId,
  SampleId,
  VersionId,
} from "#core/ids.ts";
import {
  contentsOf,
  idsOf,
  NO_CHOICE,
  sourceOf,
  sourceOptions,
} from "./export-sources.ts";

const ids = (...names: string[]) => names as SampleId[];
const versions = [{ id: "v" as VersionId, name: "V001" }];
const jobs = [
  { id: "a" as LabelingJobId, name: "task-a" },
  { id: "b" as LabelingJobId, name: "task-b" },
];
const valuesOf = (options: { value: string }[]) =>
  options.map(({ value }) => value);

describe("what an export takes", () => {
  it("offers the narrowest choice first, and all samples always", () => {
    expect(contentsOf(NO_CHOICE)).toEqual(["all"]);
    const choice = {
      ...NO_CHOICE,
      selected: ids("1"),
      filtered: ids("1", "2"),
    };
    expect(contentsOf(choice)).toEqual(["selected", "filtered", "all"]);
    expect(idsOf(choice, "selected")).toEqual(["1"]);
    expect(idsOf(choice, "filtered")).toEqual(["1", "2"]);
    expect(idsOf(choice, "all")).toBeNull();
  });

  it("keeps a filter that lets nothing through apart from none", () => {
    const choice = { ...NO_CHOICE, filtered: ids() };
    expect(contentsOf(choice)).toEqual(["filtered", "all"]);
    expect(idsOf(choice, "filtered")).toEqual([]);
  });

  it("suggests the newest version, and the job where it was asked for", () => {
    expect(valuesOf(sourceOptions("all", NO_CHOICE, versions, jobs))).toEqual([
      "version:v",
      "job:a",
      "job:b",
      "dataset:",
    ]);
    const inB = { labelingJobId: "b" as LabelingJobId };
    expect(valuesOf(sourceOptions("all", inB, versions, jobs))).toEqual([
      "job:b",
      "job:a",
      "version:v",
      "dataset:",
    ]);
  });

  it("has no versions for a part of the samples", () => {
    expect(
      valuesOf(sourceOptions("selected", NO_CHOICE, versions, jobs)),
    ).toEqual(["job:a", "job:b", "dataset:"]);
  });

  it("reads the option back", () => {
    const dataset = "d" as DatasetId;
    expect(sourceOf("version:v", dataset, null)).toEqual({ versionId: "v" });
    expect(sourceOf("job:a", dataset, ids("1"))).toEqual({
      labelingJobId: "a",
      sampleIds: ["1"],
    });
    expect(sourceOf("dataset:", dataset, null)).toEqual({
      datasetId: "d",
      sampleIds: null,
    });
  });
});
