import type { BackendName } from "./training.ts";
import type { ModelId, ProjectId, ServiceId } from "./ids.ts";

/** Spec: ExeML 5.2, 7. */
export type ServiceState =
  "Deploying" | "Running" | "Alarm" | "Abnormal" | "Stopped";

/** A real-time service: a model behind a same-origin address. Spec: ExeML 5.1. */
export interface Service {
  readonly id: ServiceId;
  /** 1-64 `[A-Za-z0-9_-]`, auto `service-xxxx`. */
  readonly name: string;
  readonly description: string;
  readonly projectId: ProjectId | null;
  readonly modelId: ModelId;
  readonly state: ServiceState;
  readonly backend: BackendName | "auto";
  /** Workers, 1-5. */
  readonly instances: number;
  /** Hours until it stops by itself, 1-24; null = never. */
  readonly autoStopHours: number | null;
  /** When it will stop by itself; null = never or not running. */
  readonly stopsAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly events: readonly ServiceEvent[];
  readonly error: string | null;
}

/** Spec: ExeML 5.10; texts are the guide's own. */
export interface ServiceEvent {
  readonly at: number;
  readonly type: "Normal" | "Warning";
  readonly text: string;
}

/** One call of a service. Spec: ExeML 5.9. */
export interface ServiceCall {
  readonly serviceId: ServiceId;
  readonly modelId: ModelId;
  readonly at: number;
  readonly status: number;
  readonly durationMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}
