/** Quick Review and Task Statistics of regions: polygons and masks. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SampleId } from "#core/ids.ts";
import { asMask } from "#core/region-mask.ts";
import type { RegionShape } from "#core/shape.ts";
import { drawn, objectsIn } from "#labeling/objects/edits.ts";
import { m } from "#messages/messages.ts";
import { MemoryLabelingStore } from "../../../../tests/support/memory-labeling-store.ts";
import {
  blackPicture,
  mountView,
  type MountedView,
} from "../../../../tests/support/mounted-view.ts";
import imageSegmentation from "./type.ts";
import Review from "./Review.svelte";
import Statistics from "./Statistics.svelte";

const size = { width: 400, height: 300 };
const triangle = (side: number): RegionShape => ({
  kind: "polygon",
  points: [
    { x: 20, y: 20 },
    { x: 20 + side, y: 20 },
    { x: 20, y: 20 + side },
  ],
});

let store: MemoryLabelingStore;
let mounted: MountedView;

/** Two pictures: a small triangle and a large one, of which the second picture's are masks. */
beforeEach(async () => {
  store = new MemoryLabelingStore(2, {
    type: imageSegmentation.id,
    singleLabel: false,
  });
  store.pictureFor = blackPicture;
  const cat = (await store.addLabel("cat")).id;
  const dog = (await store.addLabel("dog")).id;
  for (let i = 0; i < 2; i += 1) {
    const objects = [20, 120].map((side, at) => {
      const shape = triangle(side);
      const mask = i === 1 ? asMask(shape, size) : null;
      return drawn(at === 0 ? cat : dog, mask ?? shape);
    });
    store.put(i, {
      state: "labeled",
      annotation: { objects, extra: {} },
      labels: [cat, dog],
    });
  }
});
afterEach(() => mounted.close());

test("Quick Review orders regions by area, relabels and deletes them", async () => {
  mounted = await mountView(Review, {
    type: imageSegmentation,
    store,
    size: "width: 1100px; height: 700px; display: flex",
    props: { onclose: vi.fn(), onopen: vi.fn(), isAside: false },
  });
  const { host } = mounted;
  const cells = () => [...host.querySelectorAll<HTMLElement>("[role=option]")];
  const names = () =>
    cells().map((one) => one.getAttribute("aria-label")?.split(",")[0]);
  await vi.waitFor(() => expect(names()).toEqual(["cat", "cat", "dog", "dog"]));
  // A region shows its border over its crop, polygon or mask.
  await vi.waitFor(() => {
    const borders = cells().map((one) =>
      one.querySelector("path[stroke]")?.getAttribute("d"),
    );
    expect(borders.every((d) => (d?.length ?? 0) > 10)).toBe(true);
  });
  const click = (cell: HTMLElement | undefined): void => {
    const box = cell?.getBoundingClientRect();
    for (const type of ["pointerdown", "pointerup"])
      cell?.dispatchEvent(
        new PointerEvent(type, {
          pointerId: 1,
          isPrimary: true,
          clientX: (box?.left ?? 0) + 60,
          clientY: (box?.top ?? 0) + 60,
          bubbles: true,
        }),
      );
    flushSync();
  };
  const press = (key: string): void => {
    const code = /^\d$/.test(key) ? `Digit${key}` : key;
    window.dispatchEvent(
      new KeyboardEvent("keydown", { key, code, cancelable: true }),
    );
    flushSync();
  };
  click(cells()[0]);
  press("2");
  click(cells()[3]);
  press("Delete");
  expect(store.steps).toEqual([]);
  const apply = (root: ParentNode): void =>
    [...root.querySelectorAll("button")]
      .find((one) => one.textContent?.trim() === m.review.apply)
      ?.click();
  apply(host);
  const dialog = await vi.waitFor(() => {
    const found = document.querySelector("[role=dialog]");
    expect(found).not.toBeNull();
    return found as HTMLElement;
  });
  apply(dialog);
  await vi.waitFor(() => expect(names()).toEqual(["dog", "cat", "dog"]));
  const kept = ["s000000", "s000001"].flatMap((id) =>
    objectsIn(store.rows.get(id as SampleId)),
  );
  const labels = kept.map(({ label }) => label.replace("label-", ""));
  expect(labels.toSorted()).toEqual(["cat", "dog", "dog"]);
  // A new label leaves a region as it is.
  const kinds = new Set(kept.map(({ shape }) => shape.kind));
  expect(kinds).toEqual(new Set(["polygon", "mask"]));
});

test("Task Statistics counts regions by label, size and place", async () => {
  mounted = await mountView(Statistics, {
    type: imageSegmentation,
    store,
    size: "width: 900px",
    props: {
      sizesOf: async (ids: readonly SampleId[]) =>
        new Map(ids.map((id) => [id, size])),
    },
  });
  const { host } = mounted;
  const figures = m.objects.figures;
  const fact = (name: string) =>
    [...host.querySelectorAll("dt")].find((one) => one.textContent === name)
      ?.nextElementSibling?.textContent;
  await vi.waitFor(() => expect(fact(figures.all)).toBe("4"));
  expect(fact(figures.perPicture)).toBe(figures.meanAndMost("2", "2"));
  // The middle one of 20, 20, 120 and 120 pixels; a mask of a triangle is as large as that.
  expect(fact(figures.median)).toMatch(/^(20|70|120) × (20|70|120)/);
  expect(host.textContent).toContain("cat");
  expect(host.textContent).toContain("dog");
  // Everything lies in the upper left of the picture.
  expect(host.innerHTML).toContain(
    figures.places(["100%", "0%", "0%"], ["100%", "0%", "0%"]),
  );
});
