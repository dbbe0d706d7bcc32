/** One person drawing objects: the tool, the current label, what is selected, and what each action does to the picture in focus. */
import type { LabelId, SampleId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import type { Shape } from "#core/shape.ts";
import {
  clampShape,
  isWorthKeeping,
  type PictureSize,
  translate,
} from "#core/shape-geometry.ts";
import type { Gesture } from "#labeling/gesture.ts";
import type { Change } from "#labeling/item-change.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import {
  addObjects,
  confirmObjects,
  drawn,
  type Flag,
  flagObjects,
  objectsIn,
  relabelObjects,
  removeObjects,
  reorder,
  reshape,
  saysNone,
  setAttribute,
  toggleNone,
} from "./edits.ts";
import type { DetectedObject } from "./shape.ts";
import type { ToolId } from "#ui/drawing/tools/tool.ts";

type Objects = readonly DetectedObject[];
type Indices = ReadonlySet<number>;

const NONE: Indices = new Set();
/** Copies lie a little aside, so that they are seen. Pixels. */
const ASIDE = 12;

export class ObjectEditor {
  readonly session: LabelingSession;
  tool = $state<ToolId>("bndbox");
  /** Pressing on a selected shape draws another instead of moving it. */
  drawsOnTop = $state(false);
  /** Shapes drawn while there is no label to give them. */
  waiting = $state.raw<Shape | null>(null);
  /** Of the picture in focus, pixels; null until it is decoded. */
  size: PictureSize | null = null;
  #label = $state.raw<LabelId | null>(null);
  #selected = $state.raw<{ of: SampleId | undefined; indices: Indices }>({
    of: undefined,
    indices: NONE,
  });
  #hidden = $state.raw<ReadonlySet<DetectedObject>>(new Set());
  #locked = $state.raw<ReadonlySet<DetectedObject>>(new Set());
  #copied = $state.raw<Objects>([]);
  /** Objects of the picture that was left last. */
  #before: Objects = [];
  #held: ToolId | null = null;
  #at: { id: SampleId; objects: Objects } | null = null;

  constructor(session: LabelingSession) {
    this.session = session;
  }

  get row(): LabelingItem | undefined {
    return this.session.list.row(this.session.focused);
  }

  get objects(): Objects {
    return objectsIn(this.row);
  }

  /** Places of the selected objects of the picture in focus. */
  get selected(): Indices {
    const { of, indices } = this.#selected;
    if (of !== this.session.focused) return NONE;
    const { length } = this.objects;
    const kept = [...indices].filter((i) => i < length);
    return kept.length === indices.size ? indices : new Set(kept);
  }

  /** What the next object is called: the last one used, else the first there is. */
  get label(): Label | undefined {
    const { labels } = this.session.state;
    return labels.find(({ id }) => id === this.#label) ?? labels[0];
  }

  get canPaste(): boolean {
    return this.#copied.length > 0;
  }

  isHidden(object: DetectedObject): boolean {
    return this.#hidden.has(object);
  }

  isLocked(object: DetectedObject): boolean {
    return this.#locked.has(object);
  }

  /** While X is held down, shapes are chosen and changed, whatever the tool. */
  hold(isDown: boolean): void {
    if (isDown && this.#held === null) {
      this.#held = this.tool;
      this.tool = "select";
    } else if (!isDown && this.#held !== null) {
      this.tool = this.#held;
      this.#held = null;
    }
  }

  /** Remembers what the pictures looked at last hold, for `copyPrevious`. */
  look(): void {
    const { row } = this;
    if (!row) return;
    if (this.#at && this.#at.id !== row.sampleId)
      this.#before = this.#at.objects;
    this.#at = { id: row.sampleId, objects: objectsIn(row) };
  }

  select(indices: Iterable<number>): void {
    this.#selected = { of: this.session.focused, indices: new Set(indices) };
  }

  selectAll(): void {
    this.select(
      this.objects.flatMap((object, i) =>
        this.isHidden(object) || this.isLocked(object) ? [] : [i],
      ),
    );
  }

  /** The next object, or the one before, after the selected one. */
  selectNext(step: 1 | -1): void {
    const { length } = this.objects;
    if (length === 0) return;
    const at = [...this.selected].at(-1);
    const from = at ?? (step === 1 ? -1 : length);
    this.select([(from + step + length) % length]);
  }

  /** Keeps a new shape under the current label; without any label it waits for one. */
  draw(shape: Shape): void {
    const { label } = this;
    if (label) this.#add([drawn(label.id, shape)], "draw");
    else this.waiting = shape;
  }

  /** The label of objects to come and, where some are selected, of these. */
  useLabel(id: LabelId): void {
    this.#label = id;
    const shape = this.waiting;
    this.waiting = null;
    if (shape) this.#add([drawn(id, shape)], "draw");
    else if (this.selected.size > 0)
      this.#edit("relabel_objects", relabelObjects(this.selected, id));
  }

  /** As `useLabel`, with the label of this name, made when it is new. */
  async useName(name: string): Promise<void> {
    try {
      const { state, store } = this.session;
      const known = state.labels.find((label) => label.name === name);
      this.useLabel((known ?? (await store.addLabel(name))).id);
    } catch (error) {
      this.session.report(error);
    }
  }

  reshape(changes: readonly { key: number; shape: Shape }[]): void {
    const shapes = new Map(changes.map(({ key, shape }) => [key, shape]));
    this.#edit("reshape", reshape(shapes));
  }

  remove(indices: Indices = this.selected): void {
    const free = new Set(
      [...indices].filter((i) => {
        const object = this.objects[i];
        return object && !this.isLocked(object);
      }),
    );
    if (free.size === 0) return;
    this.#edit("remove_objects", removeObjects(free));
    this.select(NONE);
  }

  /** Shift+Delete of the guide: all objects of the picture. */
  removeAll(): void {
    this.remove(new Set(this.objects.keys()));
  }

  flag(flag: Flag, value: boolean): void {
    this.#edit("mark_objects", flagObjects(this.selected, flag, value));
  }

  /** @param value null takes the attribute away. */
  setAttribute(name: string, value: string | null): void {
    this.#edit("mark_objects", setAttribute(this.selected, name, value));
  }

  order(to: "front" | "back"): void {
    const { size } = this.selected;
    const { length } = this.objects;
    this.#edit("order_objects", reorder(this.selected, to));
    const first = to === "front" ? length - size : 0;
    this.select(Array.from({ length: size }, (_, i) => first + i));
  }

  copy(): void {
    this.#copied = [...this.selected].flatMap((i) => this.objects[i] ?? []);
  }

  /** Where they lay: on the next picture of a series that is where they belong. */
  paste(): void {
    this.#add(this.#inside(this.#copied), "paste_objects");
  }

  duplicate(): void {
    const copies = [...this.selected].flatMap((i) => {
      const object = this.objects[i];
      return object
        ? [{ ...object, shape: translate(object.shape, ASIDE, ASIDE) }]
        : [];
    });
    this.#add(this.#inside(copies), "paste_objects");
  }

  /** All objects of the picture that was left last, or of the one before in the list. */
  async copyPrevious(): Promise<void> {
    const { session } = this;
    const ids = session.list.ids;
    const before = ids[session.selection.focus - 1];
    if (this.#before.length === 0 && before) {
      const [item] = await session.list.load([before]);
      this.#before = objectsIn(item);
    }
    this.#add(this.#inside(this.#before), "paste_objects");
  }

  toggleHidden(index: number): void {
    this.#hidden = toggled(this.#hidden, this.objects[index]);
  }

  toggleLocked(index: number): void {
    this.#locked = toggled(this.#locked, this.objects[index]);
  }

  get isNone(): boolean {
    return this.row !== undefined && saysNone(this.row);
  }

  /** Labeled without an object, for pictures that show none; or so no longer. */
  toggleNone(): void {
    this.#edit(this.isNone ? "clear" : "no_objects", toggleNone);
  }

  confirm(): void {
    this.#edit("confirm", confirmObjects);
  }

  /** Pictures differ in size: what came from another is cut to this one, and left out where nothing remains. */
  #inside(objects: Objects): Objects {
    const { size } = this;
    if (!size) return objects;
    return objects.flatMap((object) => {
      const shape = clampShape(object.shape, size);
      return isWorthKeeping(shape) ? [{ ...object, shape }] : [];
    });
  }

  #add(objects: Objects, gesture: Gesture): void {
    if (objects.length === 0) return;
    const { length } = this.objects;
    this.#edit(gesture, addObjects(objects));
    this.select(objects.map((_, i) => length + i));
  }

  #edit(gesture: Gesture, change: (item: LabelingItem) => Change | null): void {
    const { focused } = this.session;
    if (focused) void this.session.edit(gesture, change, [focused]);
  }
}

function toggled<T>(set: ReadonlySet<T>, one: T | undefined): ReadonlySet<T> {
  const next = new Set(set);
  if (one !== undefined && !next.delete(one)) next.add(one);
  return next;
}
