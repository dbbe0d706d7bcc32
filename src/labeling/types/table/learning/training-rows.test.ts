import { expect, it } from "vitest";
import type { ColumnType } from "#core/table.ts";
import { trainingRows } from "./training-rows.ts";

const DAY = Date.UTC(2024, 0, 31);

it.each<readonly [ColumnType, readonly [number, number], readonly string[]]>([
  ["boolean", [0, 1], ["FALSE", "TRUE"]],
  ["float", [Math.fround(0.1), Math.fround(2.5)], ["0.1", "2.5"]],
  ["date", [DAY, DAY + 86_400_000], ["2024-01-31", "2024-02-01"]],
  ["int", [10, 9], ["9", "10"]],
])(
  "classes of a %s column are named as they are written",
  (type, pair, labels) => {
    const values = Float64Array.from(
      { length: 20 },
      (_, i) => pair[i % 2] ?? 0,
    );
    const column = {
      name: "y",
      type,
      data: { kind: "numbers", values },
    } as const;
    const rows = trainingRows(
      {
        table: { rows: 20, columns: [column] },
        usage: new Uint8Array(20),
        label: { name: "y", type: "discrete" },
      },
      1,
      "none",
      () => undefined,
    );
    expect(rows.labels).toEqual(labels);
    expect(rows.targets.values[0]).toBe(labels[0] === "9" ? 1 : 0);
  },
);
