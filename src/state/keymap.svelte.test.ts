import { flushSync } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import { keymap, registerShortcuts, runShortcut } from "./keymap.svelte.ts";

afterEach(() => {
  expect(keymap.groups).toEqual([]);
});

test("groups may be registered inside an effect, and leave with it", () => {
  const stop = $effect.root(() => {
    $effect(() => registerShortcuts("One", [{ keys: "x", label: "X" }]));
    $effect(() => registerShortcuts("Two", [{ keys: "y", label: "Y" }]));
  });
  flushSync();
  expect(keymap.groups.map((group) => group.title)).toEqual(["One", "Two"]);
  stop();
});

test("the newest group that has the key runs it", () => {
  const [older, newer] = [vi.fn(), vi.fn()];
  const removals = [older, newer].map((run) =>
    registerShortcuts("Group", [{ keys: "Ctrl+K", label: "K", run }]),
  );
  const event = new KeyboardEvent("keydown", { key: "k", ctrlKey: true });
  expect(runShortcut(event)).toBe(true);
  expect(older).not.toHaveBeenCalled();
  expect(newer).toHaveBeenCalledOnce();
  for (const remove of removals) remove();
});
