import type { Label } from "#core/label.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import { m } from "#messages/messages.ts";
import { formatClock } from "#ui/format.ts";

/**
 * The recording in words, for those who do not see it: first what its row shows, in that order.
 * @param seconds undefined while it is not known.
 */
export function describeSound(
  item: LabelingItem | undefined,
  labels: readonly Label[],
  seconds: number | undefined,
): string {
  if (!item) return m.label.grid.loading;
  const names = item.labels.map(
    (id) => labels.find((label) => label.id === id)?.name ?? "",
  );
  return [
    item.name,
    ...(seconds === undefined ? [] : [formatClock(seconds)]),
    ...names,
    m.label.states[item.state],
    ...(item.state === "labeled" && names.length === 0
      ? [m.label.grid.nothing]
      : []),
    ...(item.hard ? [m.label.grid.hard] : []),
  ].join(", ");
}
