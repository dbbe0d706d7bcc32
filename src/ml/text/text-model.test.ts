import { describe, expect, it } from "vitest";
import { jsonFile } from "../model-config.ts";
import {
  decodeTextModel,
  encodeTextModel,
  type TextModel,
} from "./text-model.ts";
import type { Reading } from "./units.ts";

const modelOf = (reading: Reading): TextModel => ({
  labels: ["bad", "good"],
  vocabulary: {
    hashes: Uint32Array.of(7, 11),
    idf: Float32Array.of(1, 2),
    pieces: true,
    reading,
  },
  fits: [{ weights: Float32Array.of(0.5, -0.25), bias: 0.125 }],
  temperature: 1.5,
});

const encoded = (reading: Reading) =>
  encodeTextModel(modelOf(reading), "text_classification", {
    f1: 1,
    recall: 1,
    precision: 1,
    accuracy: 1,
  });

describe("a text model as files", () => {
  it.each([1, 2, 3] as const)("comes back as it was, reading %i", (reading) => {
    expect(decodeTextModel(encoded(reading))).toEqual(modelOf(reading));
  });

  it("says in JSON how it reads texts, and is refused where that is not what its format means", () => {
    const { files } = encoded(3);
    const head = JSON.parse(new TextDecoder().decode(files["model.json"])) as {
      readonly settings: Record<string, Record<string, unknown>>;
    };
    expect(head.settings).toMatchObject({
      tokenizer: { normalization: "NFKC", endsAreUnits: false, flags: "gu" },
      features: { pieces: [3, 4, 5] },
      hashing: { bits: 32, seeds: { unit: 0x811c9dc5 }, features: 2 },
      weighting: { norm: "l2" },
    });
    const read = (settings: unknown) => () =>
      decodeTextModel({
        files: { ...files, "model.json": jsonFile({ ...head, settings }) },
      });
    // As it comes out of a zip, and of an older version of the app.
    expect(read(head.settings)()).toEqual(modelOf(3));
    expect(read(undefined)()).toEqual(modelOf(3));
    for (const part of ["tokenizer", "features", "hashing", "weighting"])
      for (const key of Object.keys(head.settings[part] ?? {})) {
        const other = { ...head.settings[part], [key]: "other" };
        expect(read({ ...head.settings, [part]: other }), key).toThrow(
          "format",
        );
      }
  });

  it("is refused where its way of reading is not known", () => {
    const { files } = encoded(2);
    for (const format of ["gleaner-text-4", "constructor"])
      expect(() =>
        decodeTextModel({
          files: { ...files, "model.json": jsonFile({ format }) },
        }),
      ).toThrow("gleaner-text-1 or gleaner-text-2 or");
  });
});
