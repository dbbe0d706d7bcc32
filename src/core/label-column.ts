import type { ColumnProfile } from "./table-profile.ts";
import type { LabelColumn } from "./table.ts";

/** Numbers with more different values than these are continuous. Source: ExeML 1.2 (a policy value). */
const MOST_CLASSES = 20;

/** What the column is learned as, unless the user says otherwise. */
export const labelTypeOf = ({
  type,
  distinct,
}: Pick<ColumnProfile, "type" | "distinct">): LabelColumn["type"] =>
  type !== "string" && type !== "boolean" && distinct > MOST_CLASSES
    ? "continuous"
    : "discrete";
