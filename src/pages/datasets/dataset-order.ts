/** How the list of datasets is narrowed and ordered. */
import type { Dataset } from "#core/dataset.ts";

export const DATASET_ORDERS = [
  "updated",
  "created",
  "name",
  "samples",
  "size",
] as const;
export type DatasetOrder = (typeof DATASET_ORDERS)[number];

const compare: Readonly<
  Record<DatasetOrder, (a: Dataset, b: Dataset) => number>
> = {
  updated: (a, b) => b.updatedAt - a.updatedAt,
  created: (a, b) => b.createdAt - a.createdAt,
  // `shot-2` before `shot-10`.
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }),
  samples: (a, b) => b.sampleCount - a.sampleCount,
  size: (a, b) => b.bytes - a.bytes,
};

/** @param search part of name or description, case ignored. @param dataType empty = all. */
export function arrangeDatasets(
  datasets: readonly Dataset[],
  {
    search,
    dataType,
    order,
  }: {
    readonly search: string;
    readonly dataType: string;
    readonly order: DatasetOrder;
  },
): Dataset[] {
  const wanted = search.trim().toLowerCase();
  return datasets
    .filter(
      (dataset) =>
        (dataType === "" || dataset.dataType === dataType) &&
        [dataset.name, dataset.description].some((text) =>
          text.toLowerCase().includes(wanted),
        ),
    )
    .sort(compare[order]);
}

/**
 * A dataset name made of what the user called their folder or archive, or null when nothing is
 * left of it. Rule: data management 3.1.
 * @param paths of the files handed over.
 */
export function nameFromPaths(paths: readonly string[]): string | null {
  const tops = new Set(paths.map((path) => path.split("/")[0] ?? ""));
  const [top] = tops;
  const [first] = paths;
  if (tops.size !== 1 || top === undefined || first === undefined) return null;
  const isFolder = first.includes("/");
  if (!isFolder && !/\.zip$/i.test(top)) return null;
  const name = (isFolder ? top : top.replace(/\.zip$/i, ""))
    .replace(/[^A-Za-z0-9\p{Script=Han}_-]+/gu, "-")
    .replace(/^[^A-Za-z\p{Script=Han}]+/u, "")
    .replace(/-+$/, "");
  return name === "" ? null : name.slice(0, 64);
}
