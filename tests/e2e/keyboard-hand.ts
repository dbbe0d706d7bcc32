/** Who has nothing but keys: Tab to what is wanted, and Enter. Neither mouse nor script moves the focus. */
import type { Locator, Page } from "playwright-core";
import { answerFileDialog, surface } from "./controls.ts";
import { keysHand, type Place } from "./hands.ts";
import { labelButton } from "./steps.ts";

export type Role = Parameters<Page["getByRole"]>[0];

/** What every walk does, whatever it is done with. Names: a word is the whole name. */
export interface BareHand {
  press(role: Role, name: string | RegExp): Promise<void>;
  openTab(name: string | RegExp): Promise<void>;
  /** Takes one choice of several. */
  choose(name: string | RegExp): Promise<void>;
  /** Writes over what is in a field. */
  write(name: string | RegExp, text: string): Promise<void>;
  /** The system's own dialog is taken to have been answered. */
  chooseFiles(button: string | RegExp, file: string): Promise<void>;
  /** Gives the first label to what is listed first, time and again. */
  labelFirst(count: number): Promise<void>;
  /** Of the samples that are listed. */
  openFirst(): Promise<void>;
  /** On the surface, from one corner to the other. @param label is shown, with its key. */
  drawBox(corners: readonly [Place, Place], label: string): Promise<void>;
}

/** Tabs within which anything on a screen must be reached. */
const MOST_TABS = 60;
const MOST_ARROWS = 12;
/** Until what the last key did is on the screen. */
const REACH_MS = 20_000;
const LOST_MS = 2000;

/** What has the focus, in words, and what a person who sees would miss of it. */
function lookAtFocus(): { readonly name: string; readonly problem: string } {
  const at = document.activeElement;
  if (!at || at === document.body) return { name: "nothing", problem: "" };
  const words = (at.getAttribute("aria-label") ?? at.textContent).trim();
  const name = `${at.getAttribute("role") ?? at.tagName.toLowerCase()} ${words.slice(0, 40)}`;
  const isMarked = (element: Element | null): boolean => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
  };
  // The mark of a small control may be drawn round its label, that of a list round one of its items.
  const item = document.getElementById(
    at.getAttribute("aria-activedescendant") ?? "",
  );
  if (
    !at.matches(":focus-visible") ||
    ![at, at.closest("label"), item].some(isMarked)
  )
    return { name, problem: "its focus is not marked" };
  const { left, top, right, bottom } = at.getBoundingClientRect();
  const isInside =
    right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  return { name, problem: isInside ? "" : "it is outside of the window" };
}

export class KeyboardHand implements BareHand {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  #control(role: Role, name: string | RegExp): Locator {
    return this.#page.getByRole(role, {
      name,
      exact: typeof name === "string",
    });
  }

  /** Waits for the control, and goes to the first one of that name. */
  async to(role: Role, name: string | RegExp): Promise<void> {
    await this.#tabTo(this.#control(role, name));
  }

  async #tabTo(control: Locator): Promise<void> {
    await control.first().waitFor({ timeout: REACH_MS });
    const passed: string[] = [];
    for (let tabs = 0; tabs <= MOST_TABS; tabs += 1) {
      const { name, problem } = await this.#page.evaluate(lookAtFocus);
      const isThere = await control.evaluateAll((all) =>
        all.includes(document.activeElement as HTMLElement),
      );
      if (isThere && problem) throw new Error(`${name}: ${problem}`);
      if (isThere) return;
      passed.push(name);
      await this.#page.keyboard.press("Tab");
    }
    throw new Error(
      `Tab does not reach ${String(control)}, but:\n${passed.join("\n")}`,
    );
  }

  async press(role: Role, name: string | RegExp): Promise<void> {
    await this.to(role, name);
    await this.#page.keyboard.press("Enter");
    await this.#keepsItsPlace(`Enter on ${role} ${String(name)}`);
  }

  async choose(name: string | RegExp): Promise<void> {
    const wanted = this.#control("radio", name);
    await wanted.first().waitFor();
    const group = this.#page.getByRole("group").filter({ has: wanted }).last();
    await this.#tabTo(group.getByRole("radio", { checked: true }));
    await this.#arrowTo("ArrowDown", () => wanted.isChecked());
  }

  async openTab(name: string | RegExp): Promise<void> {
    const wanted = this.#control("tab", name).first();
    await wanted.waitFor();
    const list = this.#page.getByRole("tablist").filter({ has: wanted });
    await this.#tabTo(list.getByRole("tab", { selected: true }));
    await this.#arrowTo(
      "ArrowRight",
      async () => (await wanted.getAttribute("aria-selected")) === "true",
    );
  }

  /** Of a group Tab reaches what is chosen, and arrows the others. */
  async #arrowTo(
    arrow: "ArrowDown" | "ArrowRight",
    isThere: () => Promise<boolean>,
  ): Promise<void> {
    for (let presses = 0; presses < MOST_ARROWS; presses += 1) {
      if (await isThere()) return;
      await this.#page.keyboard.press(arrow);
    }
    throw new Error(`${arrow} does not reach it`);
  }

  async write(name: string | RegExp, text: string): Promise<void> {
    await this.to("textbox", name);
    await this.#page.keyboard.press("Control+a");
    await this.#page.keyboard.type(text);
  }

  async chooseFiles(button: string | RegExp, file: string): Promise<void> {
    await answerFileDialog(this.#page, file, () =>
      this.press("button", button),
    );
  }

  async labelFirst(count: number): Promise<void> {
    for (let i = 0; i < count; i += 1) await this.#page.keyboard.press("1");
  }

  async openFirst(): Promise<void> {
    await this.#tabTo(this.#page.getByRole("listbox"));
    await this.#page.keyboard.press("Home");
    await this.#page.keyboard.press("Enter");
    await this.#keepsItsPlace("Enter on the first sample");
  }

  async drawBox(
    corners: readonly [Place, Place],
    label: string,
  ): Promise<void> {
    const key = await labelButton(this.#page, label).getAttribute(
      "aria-keyshortcuts",
    );
    await this.#tabTo(surface(this.#page));
    const hand = await keysHand(this.#page, surface(this.#page));
    await hand.drag(corners);
    await this.#page.keyboard.press(key ?? "");
    // The pointer goes.
    await this.#page.keyboard.press("Escape");
  }

  /** What has the focus must not be gone for long: the next Tab would begin anywhere. */
  async #keepsItsPlace(after: string): Promise<void> {
    try {
      await this.#page.waitForFunction(
        () => document.activeElement !== document.body,
        null,
        { timeout: LOST_MS },
      );
    } catch (cause) {
      throw new Error(`Nothing has the focus after ${after}`, { cause });
    }
  }
}
