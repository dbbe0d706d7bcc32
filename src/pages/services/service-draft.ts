/** A service as its form holds it: texts, until they are settings. Source: ExeML 1.12, 5.1. */
import {
  DEFAULT_TIMEOUT_MINUTES,
  MAX_INSTANCES,
  type ServiceSettings,
} from "#core/service.ts";

export interface ServiceDraft {
  readonly name: string;
  readonly description: string;
  readonly modelId: string;
  readonly backend: ServiceSettings["backend"];
  readonly instances: string;
  /** Hours, `custom` or `never`. */
  readonly autoStop: string;
  readonly customHours: string;
  readonly timeout: string;
  readonly traffic: string;
}

/** Hours that are offered. */
export const STOP_HOURS = [1, 2, 4, 6];
const MOST_CALLS = 1000;

export function newDraft(name: string, modelId: string): ServiceDraft {
  return {
    name,
    description: "",
    modelId,
    backend: "auto",
    instances: "1",
    autoStop: "1",
    customHours: "8",
    timeout: String(DEFAULT_TIMEOUT_MINUTES),
    traffic: "",
  };
}

export function draftOf(settings: ServiceSettings): ServiceDraft {
  const { autoStopHours: hours, timeoutMinutes, trafficLimit } = settings;
  const isOffered = hours === null || STOP_HOURS.includes(hours);
  const fresh = newDraft(settings.name, settings.modelId);
  return {
    ...fresh,
    description: settings.description,
    backend: settings.backend,
    instances: String(Math.min(MAX_INSTANCES, settings.instances)),
    autoStop: isOffered ? String(hours ?? "never") : "custom",
    customHours: isOffered ? fresh.customHours : String(hours),
    timeout: String(timeoutMinutes ?? DEFAULT_TIMEOUT_MINUTES),
    traffic: String(trafficLimit ?? ""),
  };
}

/** Null when the text is no whole number of the range. */
function whole(text: string, least: number, most: number): number | null {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

/** Fields that cannot be used, and the settings when there is none. */
export function readDraft(draft: ServiceDraft): {
  readonly wrong: readonly (keyof ServiceDraft)[];
  readonly settings: ServiceSettings | null;
} {
  const hours =
    draft.autoStop === "custom"
      ? whole(draft.customHours, 1, 24)
      : Number(draft.autoStop);
  const timeoutMinutes = whole(draft.timeout, 3, 120);
  const isFree = draft.traffic.trim() === "";
  const limit = whole(draft.traffic, 1, MOST_CALLS);
  const wrong: readonly (keyof ServiceDraft)[] = [
    ...(/^[A-Za-z0-9_-]{1,64}$/.test(draft.name) ? [] : (["name"] as const)),
    ...(draft.modelId ? [] : (["modelId"] as const)),
    ...(hours === null ? (["customHours"] as const) : []),
    ...(timeoutMinutes === null ? (["timeout"] as const) : []),
    ...(isFree || limit !== null ? [] : (["traffic"] as const)),
  ];
  if (wrong.length > 0 || timeoutMinutes === null)
    return { wrong, settings: null };
  return {
    wrong,
    settings: {
      name: draft.name,
      description: draft.description.trim(),
      modelId: draft.modelId as ServiceSettings["modelId"],
      backend: draft.backend,
      instances: Number(draft.instances),
      autoStopHours: draft.autoStop === "never" ? null : hours,
      timeoutMinutes,
      trafficLimit: isFree ? null : limit,
    },
  };
}
