/** Boxes from another tool, and more of them drawn on what has none: from files to a detector's answer. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import {
  objectsOf,
  scene,
  SCENE_SIDE,
  sceneFiles,
} from "../support/drawn-scenes.ts";
import { surface } from "./controls.ts";
import type { Place } from "./hands.ts";
import type { BareHand } from "./keyboard-hand.ts";
import type { Walk } from "./walks.ts";

const SCENES = 12;
const OPEN = 3;
const UNSEEN = 201;
/** Around a picture that fills its surface, CSS pixels on both sides together. */
const MARGIN = 32;

function scenes(folder: string): string {
  const files = sceneFiles(SCENES);
  for (let number = SCENES - OPEN; number < SCENES; number += 1)
    delete files[`scene-${String(number)}.xml`];
  const path = join(folder, "scenes.zip");
  writeFileSync(path, zipSync(files, { level: 0 }));
  return path;
}

/** Where pixels of the picture, fitted, lie in the window. */
async function placer(page: Page): Promise<(x: number, y: number) => Place> {
  const area = await surface(page).boundingBox();
  if (!area) throw new Error("There is no surface");
  const scale = (Math.min(area.width, area.height) - MARGIN) / SCENE_SIDE;
  return (x, y) => [
    Math.round(area.x + area.width / 2 + (x - SCENE_SIDE / 2) * scale),
    Math.round(area.y + area.height / 2 + (y - SCENE_SIDE / 2) * scale),
  ];
}

/** Draws what is in the picture, and says what it is. */
async function drawObjects(page: Page, hand: BareHand): Promise<void> {
  await surface(page).waitFor();
  const name = (await surface(page).getAttribute("aria-label")) ?? "";
  const objects = objectsOf(Number(/scene-(\d+)/.exec(name)?.[1]));
  const at = await placer(page);
  for (const [i, { label, box }] of objects.entries()) {
    const [x0, y0, x1, y1] = box;
    await hand.drawBox([at(x0, y0), at(x1, y1)], label);
    await expect
      .poll(() => surface(page).getAttribute("aria-label"))
      .toMatch(new RegExp(`\\b${String(i + 1)} objects?`));
  }
}

export const OBJECT_WALK: Walk = {
  name: "objects in pictures",
  data: /^Image/,
  write: scenes,
  importing: `Import ${String(SCENES)} samples`,
  open: OPEN,
  label: async (page, hand, look, count) => {
    await hand.openFirst();
    await drawObjects(page, hand);
    await look("drawn");
    for (let i = 1; i < count; i += 1) {
      await hand.press("button", "Next image");
      await drawObjects(page, hand);
    }
    await hand.press("button", "Back to the thumbnails");
  },
  project: /^Object Detection/,
  enough: /\b[4-7]\d \/ 80 epochs/,
  phase: /^Detect Objects/,
  results: "Precision and recall",
  ask: async (hand, folder) => {
    const path = join(folder, "new.png");
    writeFileSync(path, scene(UNSEEN));
    await hand.chooseFiles("Choose pictures", path);
  },
  answer: /^[1-9] objects?$/,
};
