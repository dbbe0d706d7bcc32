import type { TraceId } from "./ids.ts";

/** One line of the audit log. Spec: ExeML 6. Append-only, 90 days by default. */
export interface Trace {
  readonly id: TraceId;
  readonly at: number;
  /** Profile name; `human` until profiles exist. */
  readonly operator: string;
  /** The guide's own trace name, e.g. `createDataset`. */
  readonly name: string;
  /** The guide's resource type: `Dataset`, `Model`, `Service`, `ModelArtsTrainJob`, `Workflow`. */
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly status: "Normal" | "Warning" | "Incident";
  /** Page or job that acted. */
  readonly source: string;
  /** Plain data: what was asked and what came of it, no file contents. */
  readonly detail: unknown;
}
