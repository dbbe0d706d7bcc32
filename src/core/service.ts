import type { BackendName } from "./training.ts";
import type { ModelId, ProjectId, ServiceId } from "./ids.ts";

/** Spec: ExeML 5.2, 7. */
export type ServiceState =
  "Deploying" | "Running" | "Alarm" | "Abnormal" | "Stopped";

/** A service answers calls in these; Alarm means that its last call failed. */
export const answersCalls = (state: ServiceState): boolean =>
  state === "Running" || state === "Alarm";

/** Spec: ExeML 5.2. Stop and Restart are for services that answer calls. */
export const canStart = (state: ServiceState): boolean =>
  state === "Stopped" || state === "Abnormal";

/** Workers of one service: tablets hold two models, not more. */
export const MAX_INSTANCES = 2;

/** Of one picture, or of one JSON, that a model is asked about. Spec: ExeML 5.4. */
export const MAX_ASKED_BYTES = 8 * 1024 * 1024;

/** What a person chooses when a service is deployed or modified. Spec: ExeML 5.1. */
export interface ServiceSettings {
  /** 1-64 `[A-Za-z0-9_-]`, auto `service-xxxx`. */
  readonly name: string;
  readonly description: string;
  readonly modelId: ModelId;
  readonly backend: BackendName | "auto";
  /** Workers, 1 to `MAX_INSTANCES`. */
  readonly instances: number;
  /** Hours until it stops by itself, a whole number 1-24; null = never. */
  readonly autoStopHours: number | null;
  /** Minutes that loading the model may take, 3-120; absent = 20. */
  readonly timeoutMinutes?: number;
  /** Most calls per second; null or absent = as many as come. */
  readonly trafficLimit?: number | null;
}

export const DEFAULT_TIMEOUT_MINUTES = 20;

/** A real-time service: a model behind a same-origin address. Spec: ExeML 5.1. */
export interface Service extends ServiceSettings {
  readonly id: ServiceId;
  readonly projectId: ProjectId | null;
  readonly state: ServiceState;
  /** When it will stop by itself; null = never or not running. */
  readonly stopsAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly events: readonly ServiceEvent[];
  readonly error: string | null;
  /** When what the model's files say was last changed; absent = never. */
  readonly modelChangedAt?: number;
}

/** Spec: ExeML 5.10; texts are the guide's own. */
export interface ServiceEvent {
  readonly at: number;
  readonly type: "Normal" | "Warning" | "Abnormal";
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
