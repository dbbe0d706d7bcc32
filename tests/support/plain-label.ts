import type { LabelId, LabelingJobId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";

/** A label whose id is its name. */
export const plainLabel = (
  name: string,
  shortcut: string | null = null,
  order = 0,
): Label => ({
  id: name as LabelId,
  jobId: "job" as LabelingJobId,
  name,
  color: "#000000",
  shortcut,
  order,
});
