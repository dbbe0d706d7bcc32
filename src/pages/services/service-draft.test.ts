import { describe, expect, it } from "vitest";
import type { ModelId } from "#core/ids.ts";
import {
  draftOf,
  newDraft,
  readDraft,
  type ServiceDraft,
} from "./service-draft.ts";

const draft = newDraft("service-1", "m");

it("what is proposed are the guide's defaults", () => {
  expect(readDraft(draft).settings).toEqual({
    name: "service-1",
    description: "",
    modelId: "m",
    backend: "auto",
    instances: 1,
    autoStopHours: 1,
    timeoutMinutes: 20,
    trafficLimit: null,
  });
});

describe("tells which field cannot be used", () => {
  const cases: readonly (readonly [Partial<ServiceDraft>, string[]])[] = [
    [{ name: "" }, ["name"]],
    [{ name: "two words" }, ["name"]],
    [{ name: "x".repeat(65) }, ["name"]],
    [{ modelId: "" }, ["modelId"]],
    [{ autoStop: "custom", customHours: "0" }, ["customHours"]],
    [{ autoStop: "custom", customHours: "25" }, ["customHours"]],
    [{ autoStop: "custom", customHours: "1.5" }, ["customHours"]],
    [{ autoStop: "custom", customHours: "24" }, []],
    [{ autoStop: "2", customHours: "nonsense" }, []],
    [{ timeout: "2" }, ["timeout"]],
    [{ timeout: "3" }, []],
    [{ timeout: "120" }, []],
    [{ timeout: "121", traffic: "0" }, ["timeout", "traffic"]],
    [{ traffic: "1" }, []],
  ];
  it.each(cases)("%j", (patch, wrong) => {
    const read = readDraft({ ...draft, ...patch });
    expect(read.wrong).toEqual(wrong);
    expect(read.settings === null).toBe(wrong.length > 0);
  });
});

it("a service comes back out of its form as it was", () => {
  for (const autoStopHours of [null, 1, 6, 12]) {
    const settings = {
      name: "s",
      description: "of apples",
      modelId: "m" as ModelId,
      backend: "wasm",
      instances: 2,
      autoStopHours,
      timeoutMinutes: 5,
      trafficLimit: 3,
    } as const;
    expect(readDraft(draftOf(settings)).settings).toEqual(settings);
  }
});
