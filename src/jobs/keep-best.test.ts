import { expect, it, vi } from "vitest";
import { newId, type JobId } from "#core/ids.ts";
import { KeepBest, stopTrainingKeepBest } from "./keep-best.ts";

it("ends a run of this tab, and no other", () => {
  const [mine, other] = [newId<JobId>(), newId<JobId>()];
  const [run, another] = [new KeepBest(mine), new KeepBest(other)];
  stopTrainingKeepBest(mine);
  expect(run.signal.aborted).toBe(true);
  expect(another.signal.aborted).toBe(false);
});

it("ends a run that another tab trains", async () => {
  const id = newId<JobId>();
  const run = new KeepBest(id);
  // Another tab has the module, and so its channel, once more.
  vi.resetModules();
  const elsewhere = await import("./keep-best.ts");
  elsewhere.stopTrainingKeepBest(id);
  await vi.waitFor(() => expect(run.signal.aborted).toBe(true));
});

it("leaves a run alone that is over", () => {
  const id = newId<JobId>();
  const run = new KeepBest(id);
  run.end();
  stopTrainingKeepBest(id);
  expect(run.signal.aborted).toBe(false);
});
