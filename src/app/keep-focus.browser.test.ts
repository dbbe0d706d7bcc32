import { afterEach, beforeEach, expect, it } from "vitest";
import { FocusKeeper } from "./keep-focus.ts";

let main: HTMLElement;
let keeper: FocusKeeper;
let end: () => void;

beforeEach(() => {
  document.body.innerHTML =
    '<button id="nav"></button><main tabindex="-1"></main>';
  main = document.querySelector("main") ?? document.body;
  keeper = new FocusKeeper(main);
  end = keeper.watch();
});
afterEach(() => {
  end();
  document.body.innerHTML = "";
});

const at = (selector: string): HTMLElement =>
  document.querySelector<HTMLElement>(selector) ?? document.body;
const focused = () => expect.poll(() => document.activeElement?.id);

it("goes to the heading of another page, as soon as it has one", async () => {
  main.innerHTML = '<h1 id="old">Old</h1><a id="link" href="#/new"></a>';
  at("#link").focus();
  main.innerHTML = "wait";
  keeper.toHeading();
  expect(document.activeElement).toBe(main);
  main.innerHTML = '<h1 id="new">New</h1>';
  await focused().toBe("new");
});

it("leaves the focus to what took it while the page came", async () => {
  keeper.toHeading();
  at("#nav").focus();
  main.innerHTML = "<h1>New</h1>";
  await new Promise(requestAnimationFrame);
  expect(document.activeElement).toBe(at("#nav"));
});

it("goes to what held a control that is gone", async () => {
  main.innerHTML =
    '<h1>Page</h1><ul id="list"><li><button id="one"></button></li></ul>';
  at("#one").focus();
  at("li").remove();
  await focused().toBe("list");
});

it("goes to the heading when nothing else is left", async () => {
  main.innerHTML = '<h1 id="heading">Page</h1><button id="one"></button>';
  at("#one").focus();
  at("#one").remove();
  await focused().toBe("heading");
});

it("lets go of what was left by pointing elsewhere", async () => {
  main.innerHTML = '<h1>Page</h1><button id="one"></button>';
  at("#one").focus();
  document.body.dispatchEvent(
    new PointerEvent("pointerdown", { bubbles: true }),
  );
  at("#one").remove();
  await new Promise(requestAnimationFrame);
  expect(document.activeElement).toBe(document.body);
});
