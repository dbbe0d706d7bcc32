/** Four ways to draw on a surface: by mouse, finger and pen as the browser gets them, and by keys. */
import type { CDPSession, Locator, Page } from "playwright-core";

/** Pixels of the window. */
export type Place = readonly [x: number, y: number];

export interface Hand {
  /** @param key does the same as the control. */
  press(control: Locator, key: string): Promise<void>;
  tap(at: Place): Promise<void>;
  drag(way: readonly Place[]): Promise<void>;
}

const STEPS = 6;

/** The way with places between its corners. */
function* alongside(way: readonly Place[]): Generator<Place> {
  let before: Place | null = null;
  for (const to of way) {
    const from: Place = before ?? to;
    for (let i = before ? 1 : STEPS; i <= STEPS; i += 1)
      yield [
        from[0] + ((to[0] - from[0]) * i) / STEPS,
        from[1] + ((to[1] - from[1]) * i) / STEPS,
      ];
    before = to;
  }
}

async function middleOf(control: Locator): Promise<Place> {
  const box = await control.boundingBox();
  if (!box) throw new Error("The control is not there");
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** @param send what happens at a place; `up` ends what `down` began. */
const pointing = (
  send: (kind: "down" | "move" | "up", at: Place) => Promise<unknown>,
): Hand => {
  const drag = async (way: readonly Place[]): Promise<void> => {
    let last: Place | null = null;
    for (const at of alongside(way)) {
      await send(last ? "move" : "down", at);
      last = at;
    }
    if (last) await send("up", last);
  };
  return {
    drag,
    tap: (at) => drag([at]),
    press: async (control) => drag([await middleOf(control)]),
  };
};

export const mouseHand = ({ mouse }: Page): Hand =>
  pointing(async (kind, at) => {
    await mouse.move(...at);
    if (kind !== "move") await mouse[kind]();
  });

const TOUCHES = {
  down: "touchStart",
  move: "touchMove",
  up: "touchEnd",
} as const;

export const fingerHand = (session: CDPSession): Hand =>
  pointing((kind, [x, y]) =>
    session.send("Input.dispatchTouchEvent", {
      type: TOUCHES[kind],
      touchPoints: kind === "up" ? [] : [{ x, y }],
    }),
  );

const PEN = {
  down: "mousePressed",
  move: "mouseMoved",
  up: "mouseReleased",
} as const;

export const penHand = (session: CDPSession): Hand =>
  pointing((kind, [x, y]) =>
    session.send("Input.dispatchMouseEvent", {
      type: PEN[kind],
      x,
      y,
      button: "left",
      buttons: kind === "up" ? 0 : 1,
      clickCount: 1,
      pointerType: "pen",
    }),
  );

/** CSS pixels that an arrow with Shift moves the pointer by. */
const FAR = 20;

/** Moves the pointer of the keys, which is made to appear in the middle of the surface. */
export async function keysHand(page: Page, surface: Locator): Promise<Hand> {
  const { keyboard } = page;
  await keyboard.press("Shift+M");
  let [x, y] = await middleOf(surface);
  const along = async (by: number, less: string, more: string) => {
    const key = by < 0 ? less : more;
    const far = Math.floor(Math.abs(by) / FAR);
    for (let i = 0; i < far; i += 1) await keyboard.press(`Shift+${key}`);
    const near = Math.round(Math.abs(by) - far * FAR);
    for (let i = 0; i < near; i += 1) await keyboard.press(key);
    return Math.sign(by) * (far * FAR + near);
  };
  const go = async ([toX, toY]: Place): Promise<void> => {
    x += await along(toX - x, "ArrowLeft", "ArrowRight");
    y += await along(toY - y, "ArrowUp", "ArrowDown");
  };
  return {
    tap: async (at) => {
      await go(at);
      await keyboard.press("Enter");
    },
    drag: async ([first, ...others]) => {
      if (!first) return;
      await go(first);
      await keyboard.press("Shift+Enter");
      for (const at of others) await go(at);
      await keyboard.press("Shift+Enter");
    },
    press: (_control, key) => keyboard.press(key),
  };
}
