/** The objects of a job as Quick Review lists them: small, because a job may have 100,000. */
import type { PixelBox } from "#core/detection.ts";
import type { BlobHash, LabelId, SampleId } from "#core/ids.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import type { Shape } from "#core/shape.ts";
import { boundsOf } from "#core/shape-geometry.ts";
import type { Change } from "#labeling/item-change.ts";
import type { LabelingStore } from "#labeling/labeling-store.ts";
import { fingerprint } from "./fingerprint.ts";

/** What is to become of an object: another label, or null when it is to go. */
export type Fate = LabelId | null;

/** What Quick Review needs of a labeling type whose annotations are shapes. */
export interface Reviewable {
  readonly objectsOf: (item: LabelingItem) => readonly {
    readonly label: LabelId;
    readonly shape: Shape;
    /** 0-1; null when no model said it. */
    readonly confidence: number | null;
  }[];
  /** @param fates by place in `objectsOf`. */
  readonly change: (
    fates: ReadonlyMap<number, Fate>,
  ) => (item: LabelingItem) => Change | null;
}

/** Told apart by identity. */
export interface ReviewedObject {
  readonly sampleId: SampleId;
  /** Place among the objects of its picture. */
  readonly index: number;
  readonly label: LabelId;
  /** Around it, picture pixels. */
  readonly box: PixelBox;
  readonly width: number;
  readonly height: number;
  readonly confidence: number | null;
}

export interface Reading {
  readonly objects: readonly ReviewedObject[];
  /** What the annotations of each picture were when they were read. */
  readonly prints: ReadonlyMap<SampleId, number>;
  readonly files: ReadonlyMap<SampleId, BlobHash>;
}

function reviewedIn(
  item: LabelingItem,
  objectsOf: Reviewable["objectsOf"],
): ReviewedObject[] {
  const { sampleId } = item;
  return objectsOf(item).map(({ label, shape, confidence }, index) => {
    const { xMin, yMin, xMax, yMax } = boundsOf(shape);
    return {
      sampleId,
      index,
      label,
      box: [xMin, yMin, xMax, yMax],
      width: xMax - xMin,
      height: yMax - yMin,
      confidence,
    };
  });
}

/** Rows read at once: small enough that the page stays alive between two reads. */
const PART = 1000;

/**
 * Reads the objects of labeled and proposed pictures, once each.
 * @param report how many pictures of how many are read, and the objects found in them.
 * @throws AbortError when the signal stops it.
 */
export async function readObjects(
  store: Pick<LabelingStore, "ids" | "items">,
  { objectsOf }: Pick<Reviewable, "objectsOf">,
  report: (done: number, total: number, found: number) => void,
  signal: AbortSignal,
): Promise<Reading> {
  const objects: ReviewedObject[] = [];
  const prints = new Map<SampleId, number>();
  const files = new Map<SampleId, BlobHash>();
  const ids = [
    ...(await store.ids({ ...EVERY_ITEM, state: "labeled" })),
    ...(await store.ids({ ...EVERY_ITEM, state: "to_be_confirmed" })),
  ];
  for (let at = 0; at < ids.length; at += PART) {
    signal.throwIfAborted();
    for (const item of await store.items(ids.slice(at, at + PART))) {
      if (!item) continue;
      prints.set(item.sampleId, fingerprint(item.annotation));
      files.set(item.sampleId, item.hash);
      objects.push(...reviewedIn(item, objectsOf));
    }
    report(Math.min(at + PART, ids.length), ids.length, objects.length);
  }
  signal.throwIfAborted();
  return { objects, prints, files };
}

/**
 * The reading with these pictures as they are now. Objects of pictures that did not change stay the
 * same ones, and so what is staged for them.
 */
export async function readChanged(
  store: Pick<LabelingStore, "items">,
  { objectsOf }: Pick<Reviewable, "objectsOf">,
  before: Reading,
  ids: readonly SampleId[],
): Promise<Reading> {
  const prints = new Map(before.prints);
  const files = new Map(before.files);
  const changed = new Map<SampleId, ReviewedObject[]>();
  for (const [i, item] of (await store.items(ids)).entries()) {
    const sampleId = ids[i] as SampleId;
    const print = item && fingerprint(item.annotation);
    if (print === prints.get(sampleId)) continue;
    changed.set(sampleId, item ? reviewedIn(item, objectsOf) : []);
    if (!item) continue;
    prints.set(sampleId, fingerprint(item.annotation));
    files.set(sampleId, item.hash);
  }
  if (changed.size === 0) return before;
  const kept = before.objects.filter(({ sampleId }) => !changed.has(sampleId));
  return {
    objects: [...kept, ...[...changed.values()].flat()],
    prints,
    files,
  };
}
