/** The Hard Example switch of an export: it writes, and leaves nothing out (data management 10). */
import { expect, it } from "vitest";
import type { HardMark } from "#core/labeling-job.ts";
import type { ExportFormat } from "#labeling/contract.ts";
import { labelingTypes } from "#labeling/registry.ts";

const object = {
  id: "1",
  label: "cat",
  shape: { kind: "bndbox", xMin: 1, yMin: 2, xMax: 8, yMax: 9 },
  pose: "Unspecified",
  truncated: false,
  difficult: false,
  occluded: false,
  confidence: null,
  hardCoefficient: null,
  attributes: {},
};

async function written(
  format: ExportFormat,
  hard: HardMark | null,
): Promise<string> {
  const run = format.begin(["cat"]);
  const { files } = await run.place({
    path: "a.jpg",
    width: 10,
    height: 10,
    labels: ["cat"],
    annotations: [],
    sideFiles: [],
    usage: null,
    hard,
    decode: async () => ({ objects: [object] }),
  });
  return files
    .map((file) => {
      if ("bytes" in file) return "";
      return typeof file.text === "string" ? file.text : file.text("a.jpg");
    })
    .join("");
}

const formats = labelingTypes
  .flatMap(({ exporters }) => exporters as readonly ExportFormat[])
  .filter(({ canWriteHard }) => canWriteHard);

it("is there for both formats of the guide that have a place for it", () => {
  expect(formats.map(({ id }) => id)).toEqual([
    "MA_PASCAL_VOC_V1",
    "MA_IMAGE_SEGMENTATION_V1",
  ]);
});

it.each(formats.filter(({ id }) => id === "MA_PASCAL_VOC_V1"))(
  "$name",
  async (format) => {
    const plain = await written(format, null);
    expect(plain).toContain("<difficult>0</difficult>");
    expect(plain).not.toContain("hard-coefficient");
    const hard = await written(format, { coefficient: 0.25, reasons: null });
    expect(hard).toContain("<difficult>1</difficult>");
    expect(hard).toContain("<hard-coefficient>0.25</hard-coefficient>");
    expect(
      await written(format, { coefficient: null, reasons: null }),
    ).not.toContain("hard-coefficient");
  },
);
