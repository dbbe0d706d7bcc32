import { describe, expect, it } from "vitest";
import {
  decodeDetectorModel,
  encodeDetectorModel,
  type DetectorModel,
} from "./detector-model.ts";

const model: DetectorModel = {
  backbone: "backbone-s-0.2",
  backboneName: "backbone-s",
  labels: ["cat", "dog"],
  looks: { levels: [80, 160], mirror: true },
  threshold: 0.25,
  weights: {
    labels: 2,
    width: 4,
    deep: Float32Array.of(0.5, -1.25, 3),
    head: Float32Array.of(2, 0.125),
  },
};
const metrics = { f1: 0.5, recall: 0.4, precision: 0.6, accuracy: 0.3 };
const files = encodeDetectorModel(model, "object_detection", metrics).files;
const jsonOf = (name: string): unknown =>
  JSON.parse(new TextDecoder().decode(files[name]));

describe("a detector as files", () => {
  it("is the same when it is read again", () => {
    expect(decodeDetectorModel({ files })).toEqual(
      expect.objectContaining(model),
    );
  });

  it("tells its interface in the guide's form", () => {
    expect(jsonOf("config.json")).toMatchObject({
      model_algorithm: "object_detection",
      metrics,
      apis: [
        {
          response: {
            data: {
              properties: {
                detection_classes: { items: [{ enum: ["cat", "dog"] }] },
                detection_boxes: { items: [{ minItems: 4, maxItems: 4 }] },
                detection_scores: { type: "array" },
              },
            },
          },
        },
      ],
    });
    expect(jsonOf("label.json")).toEqual({ labels: ["cat", "dog"] });
  });

  it("is refused when a file is missing, cut or of another kind", () => {
    const { "weights.bin": weights, ...others } = files;
    expect(() => decodeDetectorModel({ files: others })).toThrow(/lacks/);
    const cut = { ...files, "weights.bin": weights?.slice(2) ?? weights };
    expect(() => decodeDetectorModel({ files: cut as typeof files })).toThrow(
      /must take 10 bytes/,
    );
    const text = new TextDecoder()
      .decode(files["model.json"])
      .replace("gleaner-detector-1", "something-else");
    const other = { ...files, "model.json": new TextEncoder().encode(text) };
    expect(() => decodeDetectorModel({ files: other })).toThrow(
      /must be gleaner-detector-1, but is something-else/,
    );
  });
});
