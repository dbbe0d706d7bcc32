import type { ServiceState } from "#core/service.ts";

/** How a service's state is coloured. */
export const SERVICE_KINDS: Readonly<
  Record<ServiceState, "neutral" | "info" | "success" | "warning" | "danger">
> = {
  Deploying: "info",
  Running: "success",
  Alarm: "warning",
  Abnormal: "danger",
  Stopped: "neutral",
};
