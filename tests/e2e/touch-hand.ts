/** Who has nothing but a finger: taps on what is big enough for it, and letters of the screen's keyboard. */
import type { Locator, Page } from "playwright-core";
import { answerFileDialog } from "./controls.ts";
import { tap } from "./chromium.ts";
import { fingerHand, type Place } from "./hands.ts";
import type { BareHand, Role } from "./keyboard-hand.ts";
import { cells, labelButton } from "./steps.ts";

export class TouchHand implements BareHand {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** A dialog covers what else has the name. */
  async #control(role: Role, name: string | RegExp): Promise<Locator> {
    const dialog = this.#page.getByRole("dialog");
    const place = (await dialog.count()) > 0 ? dialog.last() : this.#page;
    const options = { name, exact: typeof name === "string" };
    return place.getByRole(role, options).first();
  }

  async press(role: Role, name: string | RegExp): Promise<void> {
    await tap(await this.#control(role, name));
  }

  async openTab(name: string | RegExp): Promise<void> {
    await this.press("tab", name);
  }

  async choose(name: string | RegExp): Promise<void> {
    // The words beside the circle are as good as the circle.
    await tap((await this.#control("radio", name)).locator("xpath=.."));
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
      await tap(cells(this.#page).first());
      await tap(labels.first());
    }
  }

  async openFirst(): Promise<void> {
    await tap(cells(this.#page).first());
  }

  async drawBox(
    corners: readonly [Place, Place],
    label: string,
  ): Promise<void> {
    const session = await this.#page.context().newCDPSession(this.#page);
    await fingerHand(session).drag(corners);
    await session.detach();
    await tap(labelButton(this.#page, label));
  }
}
