import { userEvent } from "vitest/browser";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LabelId, SampleId } from "#core/ids.ts";
import { writeWav } from "#media/wav-write.ts";
import { MemoryLabelingStore } from "../../../../tests/support/memory-labeling-store.ts";
import {
  mountView,
  type MountedView,
} from "../../../../tests/support/mounted-view.ts";
import { tone } from "../../../../tests/support/tone.ts";
import type from "./type.ts";
import View from "./View.svelte";

const SIZE = "inline-size: 1000px; block-size: 600px";
const recording = new Blob([writeWav(tone({ seconds: 2 }))]);
let store: MemoryLabelingStore;
let view: MountedView;

beforeEach(async () => {
  localStorage.clear();
  store = new MemoryLabelingStore(4, { type: type.id, singleLabel: false });
  store.pictureFor = async () => recording;
  for (const [i, id] of [...store.rows.keys()].entries())
    store.seconds.set(id, i + 1.25);
  await store.addLabel("rain");
  await store.addLabel("dog");
  view = await mountView(View, { type, store, size: SIZE });
});
afterEach(() => view.close());

const text = (): string => view.host.textContent ?? "";
const labelsOf = (index: number): readonly LabelId[] =>
  store.rows.get(`s00000${String(index)}` as SampleId)?.labels ?? [];
const named = (name: string): HTMLElement | null =>
  view.host.querySelector(`[aria-label="${name}"]`);

it("shows how long each recording is", async () => {
  await vi.waitFor(() => expect(text()).toContain("0:01.2"));
  expect(text()).toContain("0:04.2");
});

it("names each recording in words, first by what its row shows", async () => {
  await userEvent.keyboard("1");
  const [first, second] = await vi.waitFor(() => {
    const found = [...view.host.querySelectorAll("[role=option]")];
    expect(found[0]?.getAttribute("aria-label")).toMatch(
      /^\S+, 0:01.2, rain, labeled/i,
    );
    return found;
  });
  expect(second?.getAttribute("aria-label")).toMatch(/, 0:02.2, unlabeled/i);
  expect(first?.textContent).toMatch(/0:01.2\s*rain/);
});

it("seeks, repeats and changes the speed by keys", async () => {
  await vi.waitFor(() => expect(text()).toContain("0:00.0 / 0:02.0"));
  await userEvent.keyboard("{ArrowRight}");
  await vi.waitFor(() => expect(text()).toContain("0:01.0 / 0:02.0"));
  await userEvent.keyboard("l]");
  expect(named("Repeat")?.getAttribute("aria-pressed")).toBe("true");
  expect(named("Speed 1.25×")).not.toBeNull();
});

it("labels by key at once, and after OK where the person wants to be asked", async () => {
  await userEvent.keyboard("1");
  await vi.waitFor(() => expect(labelsOf(0)).toEqual(["label-rain"]));
  const [confirms] = [...view.host.querySelectorAll("label")].filter((one) =>
    one.textContent?.includes("Confirm labels given by keys"),
  );
  confirms?.querySelector("input")?.click();
  confirms?.querySelector("input")?.blur();
  await userEvent.keyboard("{ArrowDown}2");
  const button = await vi.waitFor(() => {
    const found = [
      ...document.querySelectorAll<HTMLElement>(
        "[role=dialog] button, [role=alertdialog] button",
      ),
    ].find(({ textContent }) => textContent?.trim() === "OK");
    if (!found) throw new Error("no question yet");
    return found;
  });
  expect(labelsOf(1)).toEqual([]);
  button.click();
  await vi.waitFor(() => expect(labelsOf(1)).toEqual(["label-dog"]));
});

it("plays a copy where the browser refuses the file itself", async () => {
  const asked = vi.fn(async () => recording);
  store.pictureFor = async () => new Blob(["no sound"]);
  store.sounds = { ...store.sounds, playable: asked };
  await userEvent.keyboard("{ArrowDown}");
  await vi.waitFor(() => expect(text()).toContain("/ 0:02.0"));
  expect(asked).toHaveBeenCalledWith("hash1");
});

it("goes on to the next recording, which plays by itself", async () => {
  await userEvent.keyboard("{ArrowDown}");
  await vi.waitFor(() => expect(named("Pause")).not.toBeNull());
  await userEvent.keyboard(" ");
  await vi.waitFor(() => expect(named("Pause")).toBeNull());
});

it("labels given to a large recording do not draw it anew", async () => {
  const { picture } = store.sounds;
  const drawn = vi.fn(picture);
  store.sounds = { ...store.sounds, picture: drawn };
  await userEvent.keyboard("{Enter}");
  await vi.waitFor(() => expect(drawn).toHaveBeenCalledOnce());
  await userEvent.keyboard("1");
  await vi.waitFor(() => expect(labelsOf(0)).toEqual(["label-rain"]));
  await view.session.queue.idle();
  await new Promise(requestAnimationFrame);
  expect(drawn).toHaveBeenCalledOnce();
});
