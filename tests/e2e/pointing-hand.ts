/** Who has nothing but a finger, or a mouse: presses what is seen, and writes letters in fields. */
import type { Locator, Page } from "playwright-core";
import { answerFileDialog } from "./controls.ts";
import { tap } from "./chromium.ts";
import { fingerHand, mouseHand, type Place } from "./hands.ts";
import type { BareHand, Role } from "./keyboard-hand.ts";
import { cells, labelButton } from "./steps.ts";

type Corners = readonly [Place, Place];

interface Pointing {
  readonly point: (target: Locator) => Promise<void>;
  /** A sample of a list. */
  readonly open: (target: Locator) => Promise<void>;
  readonly drag: (corners: Corners) => Promise<void>;
}

class PointingHand implements BareHand {
  readonly #page: Page;
  readonly #with: Pointing;

  constructor(page: Page, pointing: Pointing) {
    this.#page = page;
    this.#with = pointing;
  }

  /** A dialog covers what else has the name. */
  async #control(role: Role, name: string | RegExp): Promise<Locator> {
    const dialog = this.#page.getByRole("dialog");
    const place = (await dialog.count()) > 0 ? dialog.last() : this.#page;
    const options = { name, exact: typeof name === "string" };
    return place.getByRole(role, options).first();
  }

  async press(role: Role, name: string | RegExp): Promise<void> {
    await this.#with.point(await this.#control(role, name));
  }

  async openTab(name: string | RegExp): Promise<void> {
    await this.press("tab", name);
  }

  async choose(name: string | RegExp): Promise<void> {
    // The words beside the circle are as good as the circle.
    await this.#with.point(
      (await this.#control("radio", name)).locator("xpath=.."),
    );
  }

  async write(name: string | RegExp, text: string): Promise<void> {
    await this.press("textbox", name);
    await this.#page.keyboard.type(text);
  }

  async chooseFiles(button: string | RegExp, file: string): Promise<void> {
    await answerFileDialog(this.#page, file, () =>
      this.press("button", button),
    );
  }

  async labelFirst(count: number): Promise<void> {
    const labels = this.#page.locator("[data-label]");
    for (let i = 0; i < count; i += 1) {
      await this.#with.point(cells(this.#page).first());
      await this.#with.point(labels.first());
    }
  }

  async openFirst(): Promise<void> {
    await this.#with.open(cells(this.#page).first());
  }

  async drawBox(corners: Corners, label: string): Promise<void> {
    await this.#with.drag(corners);
    await this.#with.point(labelButton(this.#page, label));
  }
}

/** Taps on what is big enough for a finger. */
export const touchHand = (page: Page): BareHand =>
  new PointingHand(page, {
    point: tap,
    open: tap,
    drag: async (corners) => {
      const session = await page.context().newCDPSession(page);
      await fingerHand(session).drag(corners);
      await session.detach();
    },
  });

export const bareMouse = (page: Page): BareHand =>
  new PointingHand(page, {
    point: (target) => target.click(),
    open: (target) => target.dblclick(),
    drag: (corners) => mouseHand(page).drag(corners),
  });
