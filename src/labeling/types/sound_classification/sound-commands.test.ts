import { expect, it, vi } from "vitest";
import type { Label } from "#core/label.ts";
import { press } from "../../../../tests/support/key-press.ts";
import { plainLabel } from "../../../../tests/support/plain-label.ts";
import { soundCommandOf } from "./sound-commands.ts";

function played(key: string, labels: readonly Label[] = []) {
  const player = {
    time: 2,
    toggle: vi.fn(),
    toggleLoop: vi.fn(),
    changeSpeed: vi.fn(),
    seek: vi.fn(),
  };
  const command = soundCommandOf(press(key), labels);
  if (command?.kind === "play") command.run(player);
  return player;
}

it("plays, seeks, repeats and changes the speed", () => {
  expect(played(" ").toggle).toHaveBeenCalledOnce();
  expect(played("ArrowLeft").seek).toHaveBeenCalledWith(1);
  expect(played("ArrowRight").seek).toHaveBeenCalledWith(3);
  expect(played("l").toggleLoop).toHaveBeenCalledOnce();
  expect(played("[").changeSpeed).toHaveBeenCalledWith(-1);
  expect(played("]").changeSpeed).toHaveBeenCalledWith(1);
});

it("selects and moves as galleries do", () => {
  expect(soundCommandOf(press(" ", "", "c"), [])).toEqual({
    kind: "toggle",
  });
  expect(soundCommandOf(press("J", "", "s"), [])).toEqual({
    kind: "move",
    to: "down",
    extend: true,
    keep: false,
  });
  expect(soundCommandOf(press("ArrowDown"), [])).toMatchObject({
    kind: "move",
    to: "down",
  });
});

it("leaves letters to the labels that have them, but not the space key", () => {
  expect(soundCommandOf(press("l"), [plainLabel("low", "l")])).toEqual({
    kind: "label",
    id: "low",
  });
  expect(
    played("l", [plainLabel("low", "l")]).toggleLoop,
  ).not.toHaveBeenCalled();
  expect(soundCommandOf(press("q"), [])).toBeNull();
});
