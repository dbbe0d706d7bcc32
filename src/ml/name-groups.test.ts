import { describe, expect, test } from "vitest";
import { nameGroups } from "./name-groups.ts";

/** Names of every combination, and the class that the first part says. */
function combined(
  labels: readonly string[],
  groups: readonly string[],
  count: number,
): { paths: string[]; truths: number[] } {
  const all = labels.flatMap((label, truth) =>
    groups.flatMap((group) =>
      Array.from({ length: count }, (_, i) => ({
        path: `recordings/${label}_${group}_${String(i)}.wav`,
        truth,
      })),
    ),
  );
  return {
    paths: all.map(({ path }) => path),
    truths: all.map(({ truth }) => truth),
  };
}

describe("groups in file names", () => {
  test("the speaker, not the digit and not the number of the take", () => {
    const { paths, truths } = combined(["0", "1"], ["anna", "ben"], 4);
    const groups = nameGroups(paths, truths);
    expect(groups?.names).toEqual(["anna", "ben"]);
    expect(groups?.groupOf).toEqual([
      0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1,
    ]);
  });

  test("numbered groups, where each has several of a label", () => {
    const { paths, truths } = combined(["dog", "rain"], ["1", "2", "3"], 4);
    expect(nameGroups(paths, truths)?.names).toEqual(["1", "2", "3"]);
  });

  test("a number that only counts is no group", () => {
    const paths = ["dog_1.wav", "dog_2.wav", "rain_1.wav", "rain_2.wav"];
    expect(nameGroups(paths, [0, 0, 1, 1])).toBeNull();
  });

  test("a name that is the label is no group", () => {
    const paths = ["a_dog.wav", "b_dog.wav", "c_rain.wav", "d_rain.wav"];
    expect(nameGroups(paths, [0, 0, 1, 1])).toBeNull();
  });

  test("a group without which a label is gone is none", () => {
    const paths = [
      "dog_anna_1.wav",
      "rain_anna_1.wav",
      "dog_ben_1.wav",
      "dog_ben_2.wav",
    ];
    expect(nameGroups(paths, [0, 1, 0, 0])).toBeNull();
  });
});
