import { describe, expect, it } from "vitest";
import { modelFileSet, type GivenFile } from "./model-files.ts";

const file = (path: string, text = ""): GivenFile => ({
  path,
  blob: new Blob([text]),
});
const json = (
  format: string | undefined,
  topology: object,
  ...paths: string[]
) =>
  JSON.stringify({
    format,
    modelTopology: topology,
    weightsManifest: [{ paths, weights: [] }],
  });

describe("files of one model", () => {
  it("are an .onnx file alone", async () => {
    const found = await modelFileSet([file("net.ONNX", "x")]);
    expect(found.format).toBe("onnx");
    expect(Object.keys(found.files)).toEqual(["model.onnx"]);
  });

  it("are a description and the weights it names, wherever they lay", async () => {
    const found = await modelFileSet([
      file("web_model/group1-shard2of2", "22"),
      file("web_model/group1-shard1of2", "1"),
      file(
        "web_model/mobile.json",
        json("graph-model", {}, "group1-shard1of2", "w/group1-shard2of2"),
      ),
      file("web_model/readme.md"),
    ]);
    expect(found.format).toBe("graph");
    expect(
      Object.entries(found.files).map(([path, { size }]) => [path, size]),
    ).toMatchObject([
      ["group1-shard1of2", 1],
      ["w/group1-shard2of2", 2],
      ["model.json", expect.any(Number)],
    ]);
  });

  it.each([
    ["layers-model", {}, "layers"],
    ["graph-model", {}, "graph"],
    [undefined, { node: [] }, "graph"],
    [undefined, { model_config: {} }, "layers"],
  ] as const)("format %s with %j is %s", async (format, topology, expected) => {
    const found = await modelFileSet([file("m.json", json(format, topology))]);
    expect(found.format).toBe(expected);
  });

  it.each([
    [
      "two models",
      [file("a.onnx"), file("b.onnx")],
      /Choose one .onnx file, .* but not a.onnx, b.onnx/,
    ],
    ["weights alone", [file("w.bin")], /but not w.bin/],
    [
      "a missing shard",
      [file("m.json", json("graph-model", {}, "w.bin"))],
      /weight file w.bin, which the model names, is not among the files/,
    ],
    [
      "other JSON",
      [file("m.json", "{}")],
      /must hold `modelTopology` and `weightsManifest`/,
    ],
    ["broken JSON", [file("m.json", "{")], /must be JSON/],
  ])("%s are refused", async (_what, given, message) => {
    await expect(modelFileSet(given)).rejects.toThrow(message);
  });
});
