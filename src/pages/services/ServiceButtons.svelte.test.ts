import { expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import type { Service, ServiceState } from "#core/service.ts";
import type { ServiceActions } from "#state/services.svelte.ts";
import ServiceButtons from "./ServiceButtons.svelte";

function shown(state: ServiceState) {
  const pressed: string[] = [];
  const act =
    (name: string) =>
    (id: string): Promise<void> => {
      pressed.push(`${name} ${id}`);
      return Promise.resolve();
    };
  const actions: ServiceActions = {
    start: act("start"),
    stop: act("stop"),
    restart: act("restart"),
    modify: act("modify"),
    remove: act("remove"),
  };
  const service = { id: "s1", name: "fields", state } as unknown as Service;
  const screen = render(ServiceButtons, { service, actions });
  const names = screen
    .getByRole("button")
    .elements()
    .map((button) => button.textContent.trim());
  return { screen, pressed, names };
}

test.each([
  ["Running", ["Stop", "Restart", "Modify"]],
  ["Alarm", ["Stop", "Restart", "Modify"]],
  ["Stopped", ["Start", "Modify"]],
  ["Abnormal", ["Start", "Modify"]],
  ["Deploying", []],
] as const)("a service that is %s can be told to %j", (state, wanted) => {
  expect(shown(state).names).toEqual(wanted);
});

test("Stop, Restart and Start do what they say", async () => {
  const running = shown("Running");
  await running.screen.getByRole("button", { name: "Stop" }).click();
  await running.screen.getByRole("button", { name: "Restart" }).click();
  expect(running.pressed).toEqual(["stop s1", "restart s1"]);
  running.screen.unmount();
  const stopped = shown("Stopped");
  await stopped.screen.getByRole("button", { name: "Start" }).click();
  expect(stopped.pressed).toEqual(["start s1"]);
});
