/** Every labeling type keeps the contract, whether people can use it already or not. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "#core/errors.ts";
import type { LabelId } from "#core/ids.ts";
import type {
  DecodeContext,
  Encoded,
  ExportFormat,
  ImportFormat,
  LabelingType,
  SampleInfo,
  SourceFile,
} from "#labeling/contract.ts";
import { labelingTypes, plannedTypes } from "#labeling/registry.ts";
import { sideFileReader } from "#labeling/source-finder.ts";
import { exportedFiles, names, sourceFile } from "./support/exported-files.ts";

const folder = join(import.meta.dirname, "..", "src", "labeling");
const all: readonly LabelingType[] = [...labelingTypes, ...plannedTypes];
const modules = import.meta.glob<{
  readonly fixtures: readonly unknown[];
  readonly wrong: readonly unknown[];
}>("../src/labeling/types/*/fixtures.ts", { eager: true });

const SUFFIX: Readonly<Record<string, string>> = {
  image: "jpg",
  audio: "wav",
  text: "txt",
};

const sampleOf = (type: LabelingType, index: number): SampleInfo => ({
  path: `set/${String(index)}.${SUFFIX[type.dataType] ?? "bin"}`,
  ...(type.holdsTexts ? { text: `text ${String(index)}` } : {}),
  width: 640,
  height: 480,
});

/** Warnings are of the examples, which reach beyond their pictures. */
const fail: DecodeContext["report"] = ({ severity, message, value }) => {
  if (severity === "error") throw new Error(`${message}: ${value ?? ""}`);
};

function context(
  sample: SampleInfo,
  files: Encoded["sideFiles"],
): DecodeContext {
  return {
    names,
    sample,
    report: fail,
    readSideFile: async (path) =>
      files.find((file) => file.path === path)?.text ?? null,
  };
}

const source = (path: string): SourceFile => sourceFile(path, new Blob());

/** What lies on the disk after an export of the annotations. */
const exported = (
  type: LabelingType,
  format: ExportFormat,
  annotations: readonly unknown[],
): Promise<SourceFile[]> =>
  exportedFiles(
    type,
    format,
    annotations.map((annotation, index) => ({
      sample: sampleOf(type, index),
      annotation,
      usage: "TRAIN",
    })),
    [...new Set(annotations.flatMap((one) => type.labelsOf(one)))],
  );

interface Found {
  readonly path: string;
  readonly annotation: unknown;
  readonly usage: string | null;
  readonly hard: unknown;
}

async function imported(
  type: LabelingType,
  format: ImportFormat,
  files: readonly SourceFile[],
): Promise<Found[]> {
  const found: Found[] = [];
  for await (const sample of format.read(files, fail)) {
    const annotation = await type.decode(sample.annotations, {
      names,
      sample: { path: sample.path, width: 640, height: 480 },
      report: fail,
      readSideFile: sideFileReader(files, "V001.manifest"),
    });
    const { path, text, usage, hard } = sample;
    found.push({ path: text ?? path, annotation, usage, hard });
  }
  return found;
}

/** Labels that a folder can be named after. */
const isPlain = (label: string): boolean => /^[\w-]+$/.test(label);

describe.each(all)("$id", (type) => {
  const module = modules[`../src/labeling/types/${type.id}/fixtures.ts`];
  const fixtures = module?.fixtures ?? [];
  const examples = fixtures.map((value, index) => ({ index, value }));

  it("has three examples, and values that are wrong", () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(3);
    expect(module?.wrong.length).toBeGreaterThanOrEqual(3);
  });

  it.each(examples)(
    "decodes what it encodes: $index",
    async ({ value, index }) => {
      const sample = sampleOf(type, index);
      const encoded = type.encode(value, { names, sample });
      const written = JSON.parse(JSON.stringify(encoded)) as Encoded;
      expect(
        await type.decode(
          written.annotations,
          context(sample, written.sideFiles),
        ),
      ).toEqual(value);
    },
  );

  it.each(examples)("parses what was stored: $index", ({ value }) => {
    expect(type.parse(JSON.parse(JSON.stringify(value)))).toEqual(value);
    expect(structuredClone(value)).toEqual(value);
  });

  it("refuses wrong values with their path", () => {
    for (const value of module?.wrong ?? []) {
      let error: unknown;
      try {
        type.parse(value);
      } catch (thrown) {
        error = thrown;
      }
      expect(error, JSON.stringify(value)).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code: "format" });
      expect((error as AppError).detail["path"]).toBeTypeOf("string");
    }
  });

  it.each(examples)("relabels: $index", ({ value }) => {
    expect(type.relabel(value, new Map())).toEqual(value);
    const used = type.labelsOf(value);
    const to = "other" as LabelId;
    const renamed = type.relabel(value, new Map(used.map((id) => [id, to])));
    expect(type.labelsOf(renamed).every((id) => id === to)).toBe(true);
    expect(type.labelsOf(renamed).length > 0).toBe(used.length > 0);
    const bare = type.relabel(value, new Map(used.map((id) => [id, null])));
    expect(type.labelsOf(bare)).toEqual([]);
  });

  it("has an empty annotation without labels", () => {
    expect(type.labelsOf(type.empty())).toEqual([]);
    expect(type.parse(type.empty())).toEqual(type.empty());
  });

  it("reads no samples from nothing, and keeps every file it cannot read labels for", async () => {
    for (const format of type.importers) {
      expect(await format.detect([])).toBe(0);
      // Texts without labels are lines of a file that every format but the manifest's can read.
      if (type.holdsTexts) continue;
      const files = [0, 1].map((n) => source(sampleOf(type, n).path));
      expect((await imported(type, format, files)).length).toBe(2);
    }
  });

  const pairs = type.exporters.flatMap((exporter) => {
    const id = exporter.readAs ?? exporter.id;
    const importer = type.importers.find((format) => format.id === id);
    return importer ? [{ id: exporter.id, exporter, importer }] : [];
  });

  it("has an importer for each exporter", () => {
    expect(pairs.length).toBe(type.exporters.length);
  });

  it.each(pairs)(
    "reads what it exports: $id",
    async ({ exporter, importer }) => {
      const isExact = exporter.losses.length === 0;
      const kept = fixtures.filter(
        (value) => isExact || type.labelsOf(value).every(isPlain),
      );
      const files = await exported(type, exporter, kept);
      expect(await importer.detect(files)).toBeGreaterThan(0);
      const found = await imported(type, importer, files);
      const nameOf = (path: string): string => path.split("/").at(-1) ?? "";
      found.sort((a, b) => (nameOf(a.path) < nameOf(b.path) ? -1 : 1));
      if (isExact) {
        expect(found.map(({ annotation }) => annotation)).toEqual(kept);
        if (exporter.id !== "manifest") return;
        for (const { usage, hard } of found) {
          expect(usage).toBe("TRAIN");
          expect(hard).toEqual({ coefficient: 0.5, reasons: "1-20" });
        }
        return;
      }
      const byName = new Map<string, Set<LabelId>>();
      for (const { path, annotation } of found) {
        const labels = byName.get(nameOf(path)) ?? new Set();
        for (const label of type.labelsOf(annotation)) labels.add(label);
        byName.set(nameOf(path), labels);
      }
      expect([...byName.values()]).toEqual(
        kept.map((value) => new Set(type.labelsOf(value))),
      );
    },
  );
});

describe("the registry", () => {
  it("has a line for every folder, and a folder for every line", () => {
    const folders = readdirSync(join(folder, "types")).sort();
    expect(all.map(({ id }) => id).sort()).toEqual(folders);
  });

  it("offers a type with labels only when it has a view", () => {
    for (const type of labelingTypes) {
      if (type.manifestTypes.length === 0) continue;
      const view = join(folder, "types", type.id, "View.svelte");
      expect(existsSync(view), type.id).toBe(true);
    }
  });
});

describe("the how-to", () => {
  it("names only what exists", () => {
    const text = readFileSync(join(folder, "README.md"), "utf8");
    const known = [
      "contract.ts",
      "learning-contract.ts",
      "registry.ts",
      "import-formats.ts",
      "export-formats.ts",
      "types/image_classification/fixtures.ts",
      "review/reviewed-object.ts",
    ]
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .join("\n");
    const words = [...text.matchAll(/`([A-Za-z]+)`/g)].map(([, word]) => word);
    expect(words.length).toBeGreaterThan(20);
    for (const word of new Set(words))
      expect(known, word ?? "").toMatch(new RegExp(`\\b${word ?? ""}\\b`));
    const files = [...text.matchAll(/`([\w/.-]+\.(?:ts|svelte))`/g)];
    /** Parts that a type may have. */
    const optional = [
      "trainer.ts",
      "predictor.ts",
      "Review.svelte",
      "Statistics.svelte",
    ];
    for (const [, file = ""] of files) {
      if (optional.includes(file)) continue;
      const places = [
        join(folder, file),
        join(folder, "types/image_classification", file),
        join(folder, "../..", file),
      ];
      expect(
        places.some((place) => existsSync(place)),
        file,
      ).toBe(true);
    }
  });
});
