/** The order of a job's labels: that of classes in files and models. */
import type { LabelId } from "#core/ids.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { jobTrace, requireLabel } from "./label-rows.ts";

/**
 * Moves one label; the others keep their order.
 * @param place from 0; beyond the end = the last.
 */
export async function moveLabel(id: LabelId, place: number): Promise<void> {
  const { labels, labelingJobs, traces } = database;
  await guarded(() =>
    database.transaction("rw", [labels, labelingJobs, traces], async () => {
      const label = await requireLabel(id);
      const { jobId, name } = label;
      const before = await labels.where("jobId").equals(jobId).sortBy("order");
      const from = before.findIndex((one) => one.id === id);
      const to = Math.max(0, Math.min(place, before.length - 1));
      if (from === to) return;
      const after = before.toSpliced(from, 1).toSpliced(to, 0, label);
      await labels.bulkPut(
        after.flatMap((one, order) =>
          one.order === order ? [] : [{ ...one, order }],
        ),
      );
      await jobTrace(jobId, "updateLabel", { label: name, from, place: to });
    }),
  );
}
