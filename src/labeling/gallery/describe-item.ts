import { m } from "#messages/messages.ts";
import type { Label } from "#core/label.ts";
import type { LabelingItem } from "#core/labeling-job.ts";

/** The item in words, for those who do not see it; empty while it is read. */
export function describeItem(
  item: LabelingItem | undefined,
  labels: readonly Label[],
): string {
  if (!item) return m.label.grid.loading;
  const names = item.labels
    .map((id) => labels.find((label) => label.id === id)?.name ?? "")
    .join(", ");
  const nothing = item.state === "labeled" ? m.label.grid.nothing : "";
  const text = m.label.grid.item(
    item.name,
    m.label.states[item.state],
    names || nothing,
  );
  return item.hard ? `${text}, ${m.label.grid.hard}` : text;
}
