import { beforeAll, describe, expect, it } from "vitest";
import type { DatasetId, LabelId, LabelingJobId, SampleId } from "#core/ids.ts";
import { EVERY_ITEM, type ItemQuery } from "#core/item-query.ts";
import { toRow, UNLABELED } from "#storage/item-rows.ts";
import { database } from "#storage/database.ts";
import { eachItem, getItems, firstItemIds, itemIds } from "#storage/items.ts";
import { addLabels, countByLabel } from "#storage/labels.ts";
import { sampleIds } from "#storage/samples.ts";
import { emptyDatabase, newDataset } from "../support/stored-data.ts";
import { countByState } from "#storage/overview.ts";

const COUNT = 100_000;
const STATES = ["unlabeled", "labeled", "to_be_confirmed"] as const;

let jobId: LabelingJobId;
let datasetId: DatasetId;
let labels: LabelId[] = [];

const idOf = (i: number): SampleId =>
  `s${String(i).padStart(8, "0")}` as SampleId;

/** Sample i: state by i mod 3, label by i mod 7, hard when it divides by 11. */
function contentOf(i: number) {
  const state = STATES[i % 3] ?? "unlabeled";
  const label = labels[i % 7];
  const isLabeled = state !== "unlabeled";
  return {
    ...UNLABELED,
    state,
    labels: isLabeled && label ? [label] : [],
    hard: i % 11 === 0 ? { coefficient: null, reasons: null } : null,
    provenance: isLabeled
      ? { by: i % 2 ? "human" : "model", at: i, confidence: null }
      : null,
  };
}

beforeAll(async () => {
  await emptyDatabase();
  const { dataset, job } = await newDataset();
  [jobId, datasetId] = [job.id, dataset.id];
  labels = (
    await addLabels(
      jobId,
      Array.from({ length: 7 }, (_, i) => ({ name: `l${String(i)}` })),
    )
  ).map(({ id }) => id);
  for (let at = 0; at < COUNT; at += 5000) {
    const rows = Array.from({ length: 5000 }, (_, k) => {
      const i = at + k;
      const name = `${String(i)}.jpg`;
      const common = {
        name,
        path: `f${String(i % 10)}/${name}`,
        hash: `h${String(i)}` as never,
        bytes: i,
        createdAt: 1000 + Math.floor(i / 3),
      };
      return { i, common };
    });
    await database.samples.bulkAdd(
      rows.map(({ i, common }) => ({
        ...common,
        id: idOf(i),
        datasetId,
        mime: "image/jpeg",
        media: null,
      })),
    );
    await database.items.bulkAdd(
      rows.map(({ i, common }) =>
        toRow({ ...common, jobId, sampleId: idOf(i), ...contentOf(i) }),
      ),
    );
  }
}, 300_000);

const all = Array.from({ length: COUNT }, (_, i) => i);
const wanted = (test: (i: number) => boolean): SampleId[] =>
  all.filter(test).map(idOf);
const isLabeled = (i: number): boolean => i % 3 !== 0;

describe("of 100,000 samples", () => {
  it("states and labels are counted", async () => {
    const count = (state: number) => all.filter((i) => i % 3 === state).length;
    expect(await countByState(jobId)).toEqual({
      all: COUNT,
      unlabeled: count(0),
      labeled: count(1),
      to_be_confirmed: count(2),
    });
    const byLabel = await countByLabel(jobId);
    for (const [n, id] of labels.entries())
      expect(byLabel.get(id)).toBe(
        all.filter((i) => isLabeled(i) && i % 7 === n).length,
      );
  });

  const cases: readonly [
    string,
    () => Partial<ItemQuery>,
    (i: number) => boolean,
  ][] = [
    ["all", () => ({}), () => true],
    ["a state", () => ({ state: "labeled" }), (i) => i % 3 === 1],
    [
      "one label",
      () => ({ labels: labels.slice(2, 3) }),
      (i) => isLabeled(i) && i % 7 === 2,
    ],
    [
      "one of two labels in a state",
      () => ({ labels: labels.slice(2, 4), state: "to_be_confirmed" }),
      (i) => i % 3 === 2 && (i % 7 === 2 || i % 7 === 3),
    ],
    ["hard ones", () => ({ hard: true }), (i) => i % 11 === 0],
    [
      "those that are not hard, of a state",
      () => ({ hard: false, state: "unlabeled" }),
      (i) => i % 11 !== 0 && i % 3 === 0,
    ],
    [
      "a time, both ends in it",
      () => ({ createdAfter: 1010, createdBefore: 2000 }),
      (i) => Math.floor(i / 3) >= 10 && Math.floor(i / 3) <= 1000,
    ],
    ["a name, case ignored", () => ({ text: "F3/1233.J" }), (i) => i === 1233],
    [
      "who labeled",
      () => ({ labeledBy: "model" }),
      (i) => isLabeled(i) && i % 2 === 0,
    ],
  ];

  it.each(cases)(
    "%s are found, in order and in reverse",
    async (_, query, test) => {
      const ids = wanted(test);
      expect(await itemIds(jobId, { ...EVERY_ITEM, ...query() })).toEqual(ids);
      expect(
        await itemIds(jobId, { ...EVERY_ITEM, ...query(), order: "newest" }),
      ).toEqual(ids.reverse());
    },
  );

  it.each(cases.slice(0, 3))(
    "the first of %s are those of the whole list",
    async (_, part) => {
      for (const order of ["oldest", "newest"] as const) {
        const query = { ...EVERY_ITEM, ...part(), order };
        const whole = await itemIds(jobId, query);
        expect(await firstItemIds(jobId, query, 50)).toEqual(
          whole.slice(0, 50),
        );
      }
    },
  );

  it("the first of what only rows can tell are not asked for", async () => {
    const query = { ...EVERY_ITEM, text: "f3" };
    expect(await firstItemIds(jobId, query, 50)).toBeNull();
  });

  it("names sort, and the newest label comes first", async () => {
    const byName = await itemIds(jobId, { ...EVERY_ITEM, order: "name" });
    const paths = all.map(
      (i) => [`f${String(i % 10)}/${String(i)}.jpg`, idOf(i)] as const,
    );
    paths.sort(([a], [b]) => (a < b ? -1 : 1));
    expect(byName).toEqual(paths.map(([, id]) => id));
    const recent = await itemIds(jobId, {
      ...EVERY_ITEM,
      state: "labeled",
      order: "recently_labeled",
    });
    expect(recent).toEqual(wanted((i) => i % 3 === 1).reverse());
  });

  it("pages hold what the list says", async () => {
    const ids = await itemIds(jobId, EVERY_ITEM);
    const page = await getItems(jobId, ids.slice(54_321, 54_421));
    expect(page.map((item) => item?.bytes)).toEqual(all.slice(54_321, 54_421));
    const listed = await sampleIds(datasetId, {
      search: "F9/",
      order: "newest",
    });
    expect(listed).toHaveLength(COUNT / 10);
    expect(listed[0]).toBe(idOf(99_999));
    let [seen, last] = [0, ""];
    for await (const { sampleId } of eachItem(jobId)) {
      expect(sampleId > last).toBe(true);
      [seen, last] = [seen + 1, sampleId];
    }
    expect(seen).toBe(COUNT);
  });
});
