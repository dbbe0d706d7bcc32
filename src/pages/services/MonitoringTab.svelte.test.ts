import { expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import type { ServiceCall } from "#core/service.ts";
import MonitoringTab from "./MonitoringTab.svelte";

const HOUR_MS = 3_600_000;
const call = (hoursAgo: number, status: number): ServiceCall =>
  ({
    at: Date.now() - hoursAgo * HOUR_MS,
    status,
    durationMs: 10,
  }) as ServiceCall;

test("counts 2xx, 4xx and 5xx over the last hour, 3 or 12 hours", async () => {
  const calls = [
    call(0.1, 200),
    call(0.2, 429),
    call(2, 200),
    call(5, 504),
    call(11, 200),
  ];
  const screen = render(MonitoringTab, { shown: { calls } });
  const figures = (): string[] =>
    [...screen.container.querySelectorAll("li strong")]
      .slice(0, 5)
      .map((one) => one.textContent);
  expect(figures()).toEqual(["2", "1", "1", "1", "0"]);
  for (const [range, wanted] of [
    ["Last 3 hours", ["3", "1", "2", "1", "0"]],
    ["Last 12 hours", ["5", "2", "3", "1", "1"]],
  ] as const) {
    await screen.getByLabelText("Time range").click();
    await screen.getByRole("option", { name: range }).click();
    await expect.poll(figures).toEqual(wanted);
  }
});
