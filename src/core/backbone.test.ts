import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { backboneHash, EMBEDDED_BACKBONE, EMBEDDED_BYTES } from "./backbone.ts";

describe("the embedded backbone", () => {
  it("has the size that the app tells", () => {
    const folder = join(import.meta.dirname, "../../public/models");
    const file = join(folder, EMBEDDED_BACKBONE, "weights-f16.bin");
    expect(statSync(file).size).toBe(EMBEDDED_BYTES);
  });
});

describe("an id", () => {
  const hash = "0a".repeat(32);

  it.each([
    [`onnx-${hash}`, hash],
    [`layers-${hash}`, hash],
    [EMBEDDED_BACKBONE, null],
    [`onnx-${hash.slice(1)}`, null],
    [`other-${hash}`, null],
  ])("%s holds the hash %s", (id, expected) => {
    expect(backboneHash(id)).toBe(expected);
  });
});
