import { beforeEach, describe, expect, it } from "vitest";
import objectDetection from "#labeling/types/object_detection/type.ts";
import { manifestFormat } from "#labeling/import-formats.ts";
import { isImage } from "#labeling/media-files.ts";
import { writeBlob } from "#storage/blobs.ts";
import { sourceFiles } from "#workers/import-sources.ts";
import {
  contentsOf,
  emptyDatabase,
  filesOf,
  importFiles,
  newDataset,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);

const TYPE = "modelarts/image_classification";
const named = (...names: unknown[]) =>
  names.map((name) => ({ type: TYPE, name }));
const line = (source: string, ...names: unknown[]): string =>
  JSON.stringify({ source, annotation: named(...names) });
const nothing = (): void => undefined;

type Facts = {
  path: string;
  labels: string[];
  hard: unknown;
  usage: unknown;
  state: string;
};
const facts = async (made: Awaited<ReturnType<typeof newDataset>>) =>
  (await contentsOf(made.job.id)) as Facts[];

describe("a manifest", () => {
  it("is read with all the leniencies of the guides", async () => {
    const made = await newDataset();
    const lines = [
      `{"source":"s3://bucket/deep/p/1.jpg","usage":"train","hard":"True","hard-coefficient":"1.0","hard-reasons":"1-20","annotation":[{"type":"${TYPE}","name":" cat","annotated-by":"modelarts/active-learning","confidence":0.8}]}`,
      `{"source":"/obs://bucket/p/2.jpg","usage":"Eval","annotation":[{"type":"${TYPE}","name":"dog","hard":true,"hard-coefficient":0.5}]}`,
      `{"source":"q/1.jpg","annotation":[]}`,
      ``,
      `{"source":"./q/3.jpg","sample-type":0,"usage":""}`,
    ];
    const { report, job } = await importFiles(
      made,
      await filesOf({
        "d/p/1.jpg": 1,
        "d/p/2.jpg": 2,
        "d/q/1.jpg": 3,
        "d/q/3.jpg": 4,
        "d/extra.jpg": 5,
        "d/x.manifest": `\ufeff${lines.join("\r\n")}\r\n`,
      }),
    );
    expect([report.format, job.problems]).toEqual(["manifest", []]);
    expect(
      (await facts(made)).map(({ path, labels, hard, usage }) => [
        path,
        labels.join(),
        hard,
        usage,
      ]),
    ).toEqual([
      ["d/extra.jpg", "", null, null],
      ["d/p/1.jpg", "cat", { coefficient: 1, reasons: "1-20" }, "TRAIN"],
      ["d/p/2.jpg", "dog", { coefficient: 0.5, reasons: null }, "EVAL"],
      ["d/q/1.jpg", "", null, null],
      ["d/q/3.jpg", "", null, null],
    ]);
  });

  it("tells each problem with file, line, rule and value, and brings the rest", async () => {
    const made = await newDataset();
    const lines = [
      line("1.jpg", "cat"),
      `{"source":"1.jpg",`,
      line("nowhere.jpg", "dog"),
      `{"annotation":[]}`,
      JSON.stringify({
        source: "2.jpg",
        usage: "foo",
        annotation: named("owl"),
      }),
      line("3.jpg", "bad\u0007name", "fine"),
      line("4.jpg", "x".repeat(1025)),
      line("1.jpg", "again"),
      JSON.stringify({
        source: "5.jpg",
        annotation: [{ type: "modelarts/text_entity", name: "x" }],
      }),
    ];
    const { job } = await importFiles(
      made,
      await filesOf({
        "1.jpg": 1,
        "2.jpg": 2,
        "3.jpg": 3,
        "4.jpg": 4,
        "5.jpg": 5,
        "m.manifest": lines.join("\n"),
      }),
    );
    const found = job.problems.map(({ rule, file, line: at, value }) => [
      rule,
      file,
      at,
      value?.slice(0, 12),
    ]);
    expect(found).toEqual(
      expect.arrayContaining([
        ["manifest.json", "m.manifest", 2, `{"source":"1`],
        ["manifest.missing", "m.manifest", 3, "nowhere.jpg"],
        ["manifest.source", "m.manifest", 4, `{"annotation`],
        ["manifest.usage", "m.manifest", 5, `"foo"`],
        ["label.name", "3.jpg", undefined, "bad\u0007name"],
        ["label.name", "4.jpg", undefined, "xxxxxxxxxxxx"],
        ["manifest.twice", "m.manifest", 8, "1.jpg"],
        ["manifest.type", "m.manifest", 9, "modelarts/te"],
      ]),
    );
    expect(
      Object.fromEntries(
        (await facts(made)).map(({ path, labels }) => [path, labels.join()]),
      ),
    ).toEqual({
      "1.jpg": "cat",
      "2.jpg": "owl",
      "3.jpg": "fine",
      "4.jpg": "",
      "5.jpg": "",
    });
  });

  it("brings only hard examples where that is asked for", async () => {
    const made = await newDataset();
    const hard = JSON.stringify({
      source: "2.jpg",
      hard: "true",
      annotation: named("dog"),
    });
    const { job } = await importFiles(
      made,
      await filesOf({
        "1.jpg": 1,
        "2.jpg": 2,
        "3.jpg": 3,
        "m.manifest": `${line("1.jpg", "cat")}\n${hard}`,
      }),
      { onlyHard: true },
    );
    expect(job.result).toMatchObject({ samples: 1, imported: 1, labeled: 1 });
    expect((await facts(made)).map(({ path }) => path)).toEqual(["2.jpg"]);
  });

  it("with marks but no labels leaves the labels that pictures have", async () => {
    const made = await newDataset();
    await importFiles(
      made,
      await filesOf({ "1.jpg": 1, "m.manifest": line("1.jpg", "cat") }),
    );
    const { job } = await importFiles(
      made,
      await filesOf({
        "1.jpg": 1,
        "m.manifest": `{"source":"1.jpg","usage":"EVAL","hard":true}`,
      }),
    );
    expect(job.result).toEqual({
      samples: 1,
      imported: 0,
      labeled: 0,
      duplicates: 1,
    });
    expect(await facts(made)).toMatchObject([
      {
        labels: ["cat"],
        state: "labeled",
        usage: "EVAL",
        hard: { coefficient: null, reasons: null },
      },
    ]);
  });

  it("gives annotations the label files they name, wherever these lie", async () => {
    const xml = "<annotation><filename>1.jpg</filename></annotation>";
    const stored = async (path: string, text: string) => {
      const { hash, bytes } = await writeBlob(new Blob([text]));
      return {
        path,
        hash,
        bytes,
        mime: "",
        media: null,
        isLabelFile: !path.endsWith("jpg"),
      };
    };
    const annotation = [
      {
        type: objectDetection.manifestTypes[0],
        "annotation-loc": "s3://b/annotations/1.xml",
      },
    ];
    const sources = sourceFiles([
      await stored("d/1.jpg", "x"),
      await stored("d/annotation/1.xml", xml),
      await stored(
        "d/m.manifest",
        JSON.stringify({ source: "1.jpg", annotation }),
      ),
    ]);
    expect(await (await sources[2]?.blob?.())?.text()).toContain(
      "annotation-loc",
    );
    const read = manifestFormat(objectDetection.manifestTypes, isImage).read(
      sources,
      nothing,
    );
    for await (const { annotations, readSideFile } of read) {
      expect(annotations).toEqual(annotation);
      expect(await readSideFile?.("s3://b/annotations/1.xml")).toBe(xml);
    }
    expect.assertions(3);
  });
});
