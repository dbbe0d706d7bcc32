import { drawn } from "#labeling/objects/edits.ts";
import { MemoryLabelingStore } from "./memory-labeling-store.ts";
import { blackPicture } from "./mounted-view.ts";

/** Labels cat and dog, and three pictures with two cats each, one larger than the other. The last picture waits for confirmation. */
export async function twoCatsEach(): Promise<MemoryLabelingStore> {
  const store = new MemoryLabelingStore(3, {
    type: "object_detection",
    singleLabel: false,
  });
  store.pictureFor = blackPicture;
  const cat = (await store.addLabel("cat")).id;
  await store.addLabel("dog");
  for (let i = 0; i < 3; i += 1) {
    const objects = [10, 60].map((side) =>
      drawn(cat, {
        kind: "bndbox",
        xMin: 20,
        yMin: 20,
        xMax: 20 + side + i,
        yMax: 20 + side,
      }),
    );
    store.put(i, {
      state: i === 2 ? "to_be_confirmed" : "labeled",
      annotation: { objects, extra: {} },
      labels: [cat, cat],
    });
  }
  return store;
}
