/** The short journey where Chromium is not: Firefox and WebKit (which iPads run). */
import { afterAll, describe, expect, inject, it } from "vitest";
import {
  canRunWebKit,
  firefoxPath,
  startFirefox,
  startWebKit,
  type Engine,
} from "./engines.ts";

const origin = inject("appUrl");

/** Words for the page: what a person does, by the names on the screen. */
const HANDS = `
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async (what, find, ms = 30000) => {
    for (const end = Date.now() + ms; Date.now() < end; await pause(50)) {
      const found = find();
      if (found) return found;
    }
    throw new Error("Waited in vain for " + what + " on " + location.hash + ": " + document.body.innerText.slice(0, 1500) + (localStorage.getItem("gleaner-errors") || ""));
  };
  const seen = (element) => element.getClientRects().length > 0;
  const nameOf = (element) => (element.getAttribute("aria-label") || element.innerText || "").trim();
  const named = (selector, name) => [...document.querySelectorAll(selector)].find((element) => seen(element) && !element.disabled && nameOf(element).startsWith(name));
  const click = async (name, selector = "button, a, label", ms) => (await until(name, () => named(selector, name), ms)).click();
  const press = (key, code) => {
    const init = { key, code, bubbles: true, cancelable: true };
    (document.activeElement || document.body).dispatchEvent(new KeyboardEvent("keydown", init));
    (document.activeElement || document.body).dispatchEvent(new KeyboardEvent("keyup", init));
  };
  const picture = async (i) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 96;
    const context = canvas.getContext("2d");
    context.fillStyle = "hsl(" + (i * 40) % 360 + " 30% 30%)";
    context.fillRect(0, 0, 96, 96);
    context.fillStyle = "hsl(" + (i * 70) % 360 + " 60% 70%)";
    if (i % 2) for (let x = i % 7; x < 96; x += 16) context.fillRect(x, 0, 8, 96);
    else { context.arc(40 + i % 9, 50, 22 + i % 5, 0, 7); context.fill(); }
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    return new File([blob], "IMG_" + (100 + i) + ".png", { type: "image/png" });
  };
  const give = async (input, count, from = 0) => {
    const data = new DataTransfer();
    for (let i = 0; i < count; i += 1) data.items.add(await picture(from + i));
    input.files = data.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const labeled = () => Number((/\\d+/.exec(nameOf(named("[role=tab]", "Labeled") || document.body)) || [])[0]);
`;

const COUNT = 12;

const engines: readonly (readonly [
  name: string,
  canRun: boolean,
  hint: string,
  start: () => Promise<Engine>,
])[] = [
  ["Firefox", Boolean(firefoxPath), "apt install firefox-esr", startFirefox],
  [
    "WebKitGTK",
    canRunWebKit,
    "apt install webkit2gtk-driver xvfb",
    startWebKit,
  ],
];

describe.each(engines)("in %s", (name, canRun, hint, start) => {
  let engine: Engine | null = null;
  afterAll(async () => engine?.close());

  it.skipIf(!canRun)(
    `own photos become a model that predicts, and are there after a reload${canRun ? "" : ` (skipped: ${hint})`}`,
    async () => {
      engine = await start();
      const run = <T>(code: string): Promise<T> =>
        engine?.run<T>(HANDS + code) ?? Promise.reject(new Error(name));
      await engine.goto(`${origin}#/datasets?create=1`);
      await run(`
        const input = await until("file input", () => document.querySelector("input[type=file][multiple]"));
        await give(input, ${String(COUNT)});
        await click("Submit", "button");
        await click("Import ${String(COUNT)} samples", "button");
        await click("Label them now");
        await until("pictures", () => document.querySelectorAll("[role=option]").length >= 2);
      `);
      const labeled = await run<number>(`
        for (const [i, name] of ["disc", "stripes"].entries()) {
          const field = await until("label field", () => document.querySelector("input[aria-label^='Type a label']"));
          field.focus();
          field.value = name;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          await pause(50);
          press("Enter", "Enter");
          await until("labeled " + name, () => labeled() === i + 1);
          // Its key has a meaning from then on.
          await until("label " + name, () => [...document.querySelectorAll("[data-label]")].some((one) => one.textContent.includes(name)));
          field.blur();
        }
        for (let i = 2; i < ${String(COUNT)}; i += 1) {
          press(String(1 + i % 2), "Digit" + (1 + i % 2));
          await until("labeled " + i, () => labeled() === i + 1);
        }
        return labeled();
      `);
      expect(labeled).toBe(COUNT);

      await engine.goto(`${origin}#/exeml?create=1`);
      const backend = await run<string>(`
        await click("Relaxed", "[role=dialog] label, [role=dialog] [role=radio]");
        await click("Create Project", "[role=dialog] button");
        await click("Next", "button");
        await until("training", () => document.body.innerText.includes("Awaiting input"), 110000);
        return document.body.innerText;
      `);
      expect(backend).toContain("Deploy Service");
      const answer = await run<{ predicted_label: string }>(`
        await click("Next", "button");
        await click("Open the service", "a");
        const input = await until("file input", () => document.querySelector("input[type=file]"));
        await give(input, 1, 21);
        const shown = await until("result", () => document.querySelector("details pre"), 60000);
        return JSON.parse(shown.textContent);
      `);
      expect(answer.predicted_label).toBe("stripes");

      // Another address, so that the page is loaded anew.
      await engine.goto(`${origin}?again#/label`);
      const text = await run<string>(`
        await until("the job", () => /${String(COUNT)}\\/${String(COUNT)}/.test(document.body.innerText.replaceAll(" ", "")));
        return document.body.innerText;
      `);
      expect(text).toContain("Label Data");
    },
  );
});
