import { createRawSnippet } from "svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import IconButton from "./IconButton.svelte";
import { watchTooltips } from "./tooltips.ts";

let stop: () => void;
beforeEach(() => void (stop = watchTooltips(document)));
afterEach(() => stop());

const bubble = (): Element | null => document.querySelector(".tooltip");
const text = () => expect.poll(() => bubble()?.textContent ?? "");
const button = page.getByRole("button", { name: "Erase" });
const draw = (rest: { disabled?: boolean; title?: string } = {}) =>
  render(IconButton, {
    label: "Erase",
    children: createRawSnippet(() => ({ render: () => "<i>x</i>" })),
    ...rest,
  });

test("names a control that is pointed at, and goes with the pointer", async () => {
  await draw({ title: "Erase (E)" });
  await userEvent.hover(button);
  expect(bubble()).toBeNull();
  await text().toBe("Erase (E)");
  const name = button.element().getBoundingClientRect();
  expect(bubble()?.getBoundingClientRect().top).toBeGreaterThan(name.bottom);
  await userEvent.hover(document.body, { position: { x: 400, y: 300 } });
  await text().toBe("");
});

test("stays while it is pointed at itself", async () => {
  await draw();
  await userEvent.hover(button);
  await text().toBe("Erase");
  await userEvent.hover(bubble() as Element);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(bubble()).not.toBeNull();
});

test("names what has the keyboard's focus; Escape closes it", async () => {
  await draw();
  await userEvent.keyboard("{Tab}");
  await expect.element(button).toHaveFocus();
  await text().toBe("Erase");
  await userEvent.keyboard("{Escape}");
  expect(bubble()).toBeNull();
  await userEvent.keyboard("{Tab}{Shift>}{Tab}{/Shift}");
  await text().toBe("Erase");
});

test("is in no way of a finger", async () => {
  await draw();
  const touch = { pointerType: "touch", bubbles: true };
  button.element().dispatchEvent(new PointerEvent("pointerover", touch));
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(bubble()).toBeNull();
});

test("names what cannot be pressed now", async () => {
  await draw({ disabled: true });
  await userEvent.hover(button, { force: true });
  await text().toBe("Erase");
});
