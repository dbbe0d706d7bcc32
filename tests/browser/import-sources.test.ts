import { strToU8, zipSync } from "fflate";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImportResult } from "#core/import.ts";
import type { JobId } from "#core/ids.ts";
import { startImport } from "#jobs/import.ts";
import {
  cancelJob,
  confirmJob,
  jobEnded,
  pauseJob,
  resumeInterruptedJobs,
  resumeJob,
  startJob,
} from "#jobs/runner.ts";
import { database } from "#storage/database.ts";
import { stageFiles } from "#storage/staging.ts";
import {
  choiceOf,
  contentsOf,
  emptyDatabase,
  filesOf,
  importFiles,
  newDataset,
  picture,
  reviewed,
  until,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);

async function zipOf(
  tree: Readonly<Record<string, number | string>>,
): Promise<Blob> {
  const entries: Record<string, Uint8Array> = {};
  for (const [path, content] of Object.entries(tree))
    entries[path] =
      typeof content === "number"
        ? await (await picture(content)).bytes()
        : strToU8(content);
  return new Blob([new Uint8Array(zipSync(entries))]);
}

type Facts = { path: string; labels: string[]; state: string };
const labelsOf = async (
  made: Awaited<ReturnType<typeof newDataset>>,
): Promise<Record<string, string>> =>
  Object.fromEntries(
    ((await contentsOf(made.job.id)) as Facts[]).map(({ path, labels }) => [
      path,
      labels.join("+"),
    ]),
  );

describe("an import", () => {
  it("opens several zips, also inside folders, and keeps files of one name apart", async () => {
    const made = await newDataset();
    const { job } = await importFiles(made, [
      { path: "in/a.zip", file: await zipOf({ "1.jpg": 1, "1.txt": "cat" }) },
      { path: "b.zip", file: await zipOf({ "1.jpg": 2, "1.txt": "dog\nowl" }) },
      ...(await filesOf({ "in/deep/er/1.jpg": 3, "in/deep/er/1.txt": "fox" })),
    ]);
    expect(job.result).toMatchObject({ imported: 3, labeled: 3 });
    expect(await labelsOf(made)).toEqual({
      "in/a/1.jpg": "cat",
      "b/1.jpg": "dog+owl",
      "in/deep/er/1.jpg": "fox",
    });
  });

  it("takes the last folder for the label, in zips and folders of any depth", async () => {
    const made = await newDataset();
    await importFiles(made, [
      {
        path: "f/z.zip",
        file: await zipOf({
          "x/y/Cat/1.jpg": 1,
          "x/Dog/2.jpg": 2,
          "x/Dog/5.jpg": 5,
        }),
      },
      ...(await filesOf({
        "f/Cat/3.jpg": 3,
        "f/p/q/Dog/4.jpg": 4,
        "f/Cat/6.jpg": 6,
      })),
    ]);
    expect(await labelsOf(made)).toEqual({
      "x/y/Cat/1.jpg": "Cat",
      "x/Dog/2.jpg": "Dog",
      "x/Dog/5.jpg": "Dog",
      "f/Cat/3.jpg": "Cat",
      "f/p/q/Dog/4.jpg": "Dog",
      "f/Cat/6.jpg": "Cat",
    });
  });

  it("brings all that is fine, and names what is not with file, rule and value", async () => {
    const made = await newDataset();
    const whole = await zipOf({ "Cat/1.jpg": 1, "Dog/2.jpg": 2 });
    const cut = (await picture(9)).slice(0, 700);
    const { job } = await importFiles(made, [
      { path: "whole.zip", file: whole },
      { path: "cut.zip", file: whole.slice(0, whole.size - 60) },
      { path: "Cat/cut.jpg", file: cut },
      { path: "Cat/text.jpg", file: new Blob(["no picture"]) },
      { path: "Cat/empty.png", file: new Blob([]) },
      { path: "Dog/notes.pdf", file: new Blob(["%PDF-1.4"]) },
      ...(await filesOf({ "Dog/3.jpg": 3 })),
    ]);
    expect(job.result).toMatchObject({ imported: 3, labeled: 3 });
    const found = job.problems.map(({ rule, file, message }) => {
      expect(message).not.toBe("");
      return `${rule} ${file}`;
    });
    expect(found.sort()).toEqual([
      "image.damaged Cat/cut.jpg",
      "image.empty Cat/empty.png",
      "image.unknown Cat/text.jpg",
      "image.unknown Dog/notes.pdf",
      "zip.broken cut.zip",
    ]);
  });

  it("gives copies of one picture the labels of all, and says so where only one may stay", async () => {
    const tree = {
      "t/Cat/1.jpg": 1,
      "t/Dog/copy.jpg": 1,
      "t/Dog/2.jpg": 2,
      "t/Cat/3.jpg": 3,
    };
    const several = await newDataset();
    const first = await importFiles(several, await filesOf(tree));
    expect(first.job.result).toEqual({
      samples: 4,
      imported: 3,
      labeled: 3,
      duplicates: 1,
    });
    expect(first.report.duplicates).toBe(1);
    expect(await labelsOf(several)).toEqual({
      "t/Cat/1.jpg": "Cat+Dog",
      "t/Dog/2.jpg": "Dog",
      "t/Cat/3.jpg": "Cat",
    });
    const single = await newDataset({ single: true });
    const { job } = await importFiles(single, await filesOf(tree));
    expect(await labelsOf(single)).toMatchObject({ "t/Cat/1.jpg": "Cat" });
    expect(job.problems).toMatchObject([
      { rule: "label.single", file: "t/Cat/1.jpg", value: "Cat, Dog" },
    ]);
  });

  it("keeps included labels, leaves excluded ones out, and lets labels wait for confirmation", async () => {
    const tree = {
      "1.jpg": 1,
      "1.txt": "cat\ndog",
      "2.jpg": 2,
      "2.txt": "dog",
      "3.jpg": 3,
      "3.txt": "owl",
      "4.jpg": 4,
    };
    const included = await newDataset();
    const { job } = await importFiles(included, await filesOf(tree), {
      includedLabels: ["cat", "owl"],
      toBeConfirmed: true,
    });
    expect(job.result).toMatchObject({ imported: 2, labeled: 2 });
    expect(await labelsOf(included)).toEqual({
      "1.jpg": "cat",
      "3.jpg": "owl",
    });
    expect(
      ((await contentsOf(included.job.id)) as Facts[]).map(
        ({ state }) => state,
      ),
    ).toEqual(["to_be_confirmed", "to_be_confirmed"]);
    const excluded = await newDataset();
    await importFiles(excluded, await filesOf(tree), {
      excludedLabels: ["dog"],
    });
    expect(await labelsOf(excluded)).toEqual({
      "1.jpg": "cat",
      "2.jpg": "",
      "3.jpg": "owl",
      "4.jpg": "",
    });
  });

  it("reads label texts in GBK, UTF-16 and with odd line ends", async () => {
    const made = await newDataset();
    const text = (path: string, ...bytes: number[]) => ({
      path,
      file: new Blob([new Uint8Array(bytes)]),
    });
    await importFiles(made, [
      ...(await filesOf({
        "1.jpg": 1,
        "2.jpg": 2,
        "3.jpg": 3,
        "3.txt": "\ufeffa, b\r\n\r\nc/d\r\n",
      })),
      text("1.txt", 0xc3, 0xa8, 0x0d, 0x0a, 0xb9, 0xb7),
      text("2.txt", 0xff, 0xfe, 0x2b, 0x73, 0x0a, 0x00),
    ]);
    expect(await labelsOf(made)).toEqual({
      "1.jpg": "猫+狗",
      "2.jpg": "猫",
      "3.jpg": "a, b+c/d",
    });
  });
});

describe("files handed to an import", () => {
  const begin = async () => {
    const made = await newDataset();
    const id = await startImport({
      datasetId: made.dataset.id,
      labelingJobId: made.job.id,
      origin: "files",
      files: await filesOf({ "Cat/1.jpg": 1, "Dog/2.jpg": 2 }),
    });
    await reviewed(id);
    await pauseJob(id);
    await until(id, ({ state }) => state === "paused");
    return { id, made };
  };

  it("go when it is cancelled while it rests", async () => {
    const { id } = await begin();
    expect(await database.staged.count()).toBe(2);
    await cancelJob(id);
    expect([
      await database.staged.count(),
      await database.scanned.count(),
    ]).toEqual([0, 0]);
  });

  it("stay until it is done, and those of jobs that are over go at the next start", async () => {
    const { id, made } = await begin();
    await resumeInterruptedJobs();
    expect(await database.staged.count()).toBe(2);
    await resumeJob(id);
    await reviewed(id);
    await confirmJob(id, choiceOf("MA_IMAGENET_V1", made.job.id));
    const { result } = await jobEnded(id);
    expect(result as ImportResult).toMatchObject({ imported: 2, labeled: 2 });
    await stageFiles([
      { jobId: id, index: 0, path: "x", file: new Blob(["x"]) },
    ]);
    await stageFiles([
      { jobId: "nobody" as JobId, index: 0, path: "x", file: new Blob(["x"]) },
    ]);
    await resumeInterruptedJobs();
    expect(await database.staged.count()).toBe(0);
  });

  it("in part only, by a page that was closed too early, are no import", async () => {
    const { dataset, job } = await newDataset();
    const input = {
      datasetId: dataset.id,
      labelingJobId: job.id,
      origin: "files",
      files: 3,
      bytes: 3,
    };
    const id = await startJob("import", { title: "x", input, held: true });
    const [file] = await filesOf({ "Cat/1.jpg": 1 });
    if (file) await stageFiles([{ jobId: id, index: 0, ...file }]);
    await resumeJob(id);
    const { state, error } = await jobEnded(id);
    expect(state).toBe("failed");
    expect(error).toMatchObject({
      code: "storage",
      detail: { staged: 1, files: 3 },
    });
    expect(error?.message).toContain("1 of 3 files");
  });
});
