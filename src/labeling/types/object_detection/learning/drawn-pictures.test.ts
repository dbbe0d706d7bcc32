/** Which pictures and objects a detector learns from. */
import { describe, expect, it } from "vitest";
import {
  drawnSamples,
  drawnTask,
} from "../../../../../tests/support/drawn-objects.ts";
import type { TrainSample } from "#labeling/learning-contract.ts";
import { drawnSet } from "./drawn-pictures.ts";
import { box } from "../../../../../tests/support/plain-shapes.ts";

const never = new AbortController().signal;

/** A picture of 160 x 120 with these shapes, labeled `a`. */
const sample = (
  path: string,
  shapes: readonly unknown[],
  flags: Readonly<Record<string, unknown>> = {},
  usage: TrainSample["usage"] = "TRAIN",
): TrainSample => ({
  ...(drawnSamples(1)[0] as TrainSample),
  id: path,
  path,
  usage,
  decode: () =>
    Promise.resolve({
      extra: {},
      objects: shapes.map((shape) => ({
        label: "a",
        shape,
        difficult: false,
        attributes: {},
        ...flags,
      })),
    }),
});

async function setOf(samples: readonly TrainSample[]) {
  const events: string[] = [];
  const set = await drawnSet(
    drawnTask(samples, {}),
    (text) => events.push(text),
    never,
  );
  return { ...set, events };
}

const good = sample("good.png", [box(10, 10, 60, 60)]);
const checked = sample("checked.png", [box(10, 10, 60, 60)], {}, "EVAL");

describe("what a detector learns from", () => {
  it("is the box around any shape; points and lines have none", async () => {
    const { learned, events } = await setOf([
      sample("shapes.png", [
        { kind: "circle", center: { x: 20, y: 30 }, radius: 25 },
        {
          kind: "polygon",
          points: [
            { x: 1, y: 2 },
            { x: 50, y: 9 },
            { x: 30, y: 40 },
          ],
        },
        { kind: "point", point: { x: 5, y: 5 } },
      ]),
      checked,
    ]);
    expect(learned[0]?.objects.map((one) => one.box)).toEqual([
      [0, 5, 45, 55],
      [1, 2, 50, 40],
    ]);
    expect(events.join()).toContain("1 objects were left out");
  });

  it("leaves out pictures whose objects reach outside, and names them", async () => {
    const { learned, events } = await setOf([
      good,
      checked,
      sample("outside.png", [box(100, 10, 170, 60)]),
    ]);
    expect(learned.map(({ sample: { path } }) => path)).toEqual(["good.png"]);
    expect(events.join()).toContain("outside.png");
  });

  it("ignores what is difficult or a crowd; a picture without objects takes part", async () => {
    const { learned } = await setOf([
      good,
      checked,
      sample("hard.png", [box(1, 1, 50, 50)], { difficult: true }),
      sample("crowd.png", [box(1, 1, 50, 50)], {
        attributes: { iscrowd: "1" },
      }),
      sample("empty.png", []),
    ]);
    expect(
      learned.map(({ objects }) => objects.map(({ isIgnored }) => isIgnored)),
    ).toEqual([[false], [true], [true], []]);
  });

  it("holds one picture in five back where none is marked, by the seed", async () => {
    const samples = Array.from({ length: 10 }, (_, i) =>
      sample(`${String(i)}.png`, [box(10, 10, 60, 60)]),
    );
    const { learned, validated, events } = await setOf(samples);
    expect([learned.length, validated.length]).toEqual([8, 2]);
    expect(events.join()).toContain("2 of 10 are held back");
    const again = await setOf(samples);
    expect(again.validated).toEqual(validated);
  });

  it("cannot be nothing", async () => {
    await expect(setOf([sample("empty.png", []), checked])).rejects.toThrow(
      /at least 1 object/,
    );
  });
});
