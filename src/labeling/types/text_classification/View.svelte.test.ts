import { userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { SampleId } from "#core/ids.ts";
import { MemoryLabelingStore } from "../../../../tests/support/memory-labeling-store.ts";
import {
  mountView,
  type MountedView,
} from "../../../../tests/support/mounted-view.ts";
import type from "./type.ts";
import View from "./View.svelte";

const SIZE = "inline-size: 1000px; block-size: 600px";
const texts = ["Great!", "Bad", "great", "So so", "GREAT."];
const id = (index: number): SampleId =>
  `s${String(index).padStart(6, "0")}` as SampleId;
let store: MemoryLabelingStore;
let view: MountedView;

beforeEach(async () => {
  store = new MemoryLabelingStore(0, { type: type.id, singleLabel: true });
  for (const [i, text] of texts.entries()) store.put(i, { text, name: text });
  store.groups = [[id(0), id(2), id(4)]];
  await store.addLabel("good");
  view = await mountView(View, { type, store, size: SIZE });
});
afterEach(() => view.close());

const rows = (): string[] =>
  [...view.host.querySelectorAll("[role=option]")].map(
    ({ textContent }) => textContent,
  );
const labeled = (): string[] =>
  [...store.rows.values()]
    .filter((row) => row.labels.length > 0)
    .map((row) => row.text ?? "");
const toggle = (): HTMLInputElement | null =>
  view.host.querySelector("[role=switch]:not([aria-label])");

it("rows say how many texts read the same", async () => {
  await vi.waitFor(() => expect(rows()[0]).toContain("×3"));
  expect(rows()[1]).not.toContain("×");
  expect(rows()[2]).toContain("3 texts read the same");
});

it("a key labels one text, or all copies where that is wanted, and one undo takes all back", async () => {
  await vi.waitFor(() => expect(rows()[0]).toContain("×3"));
  await userEvent.keyboard("1");
  await vi.waitFor(() => expect(labeled()).toEqual(["Great!"]));
  await userEvent.keyboard("{Control>}z{/Control}");
  await vi.waitFor(() => expect(labeled()).toEqual([]));
  view.session.labelsCopies = true;
  await userEvent.keyboard("1");
  await vi.waitFor(() =>
    expect(labeled()).toEqual(["Great!", "great", "GREAT."]),
  );
  // On to the next text that has no label, not behind the last copy.
  expect(view.session.focused).toBe(id(1));
  await userEvent.keyboard("{Control>}z{/Control}");
  await vi.waitFor(() => expect(labeled()).toEqual([]));
});

it("a copy that the list does not show is labeled, too", async () => {
  await vi.waitFor(() => expect(rows()[0]).toContain("×3"));
  await view.session.open({ ...EVERY_ITEM, text: "!" });
  await vi.waitFor(() => expect(rows()).toHaveLength(1));
  view.session.labelsCopies = true;
  await userEvent.keyboard("1");
  await vi.waitFor(() => expect(labeled()).toHaveLength(3));
});

it("the choice is offered only where there are copies", async () => {
  await vi.waitFor(() => expect(view.host.textContent).toContain("duplicates"));
  expect(toggle()).not.toBeNull();
  await view.close();
  store.groups = [];
  view = await mountView(View, { type, store, size: SIZE });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(view.host.textContent).not.toContain("duplicates");
});

describe("where a text may have several labels", () => {
  beforeEach(async () => {
    await view.close();
    store = new MemoryLabelingStore(0, { type: type.id, singleLabel: false });
    for (const [i, text] of texts.entries()) store.put(i, { text, name: text });
    for (const name of ["good", "loud"]) await store.addLabel(name);
    view = await mountView(View, { type, store, size: SIZE });
  });
  const labelsOf = (index: number): readonly string[] =>
    store.rows.get(id(index))?.labels ?? [];

  it("keys give and take one label each, and the focus stays", async () => {
    await userEvent.keyboard("1");
    await vi.waitFor(() => expect(labelsOf(0)).toEqual(["label-good"]));
    expect(view.session.focused).toBe(id(0));
    await userEvent.keyboard("2");
    await vi.waitFor(() =>
      expect(labelsOf(0)).toEqual(["label-good", "label-loud"]),
    );
    await vi.waitFor(() => expect(rows()[0]).toMatch(/good.*loud/));
    await userEvent.keyboard("1");
    await vi.waitFor(() => expect(labelsOf(0)).toEqual(["label-loud"]));
    await userEvent.keyboard("{Control>}z{/Control}");
    await vi.waitFor(() =>
      expect(labelsOf(0)).toEqual(["label-good", "label-loud"]),
    );
  });
});
