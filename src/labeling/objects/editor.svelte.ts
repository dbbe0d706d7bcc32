/** One person drawing objects: the tool, the current label, what is selected, and what each action does to the picture in focus. */
import type { LabelId, SampleId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import type { KeyPress } from "#core/label-shortcut.ts";
import type { Shape } from "#core/shape.ts";
import { type PictureSize, translate } from "#core/shape-geometry.ts";
import type { Gesture } from "#labeling/gesture.ts";
import type { Change } from "#labeling/item-change.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import type { MovableSurface, ObjectAction } from "./editor-actions.ts";
import { EarlierObjects } from "./earlier-objects.ts";
import {
  addObjects,
  confirmObjects,
  drawn,
  type Flag,
  flagObjects,
  objectsIn,
  objectsWithin,
  relabelObjects,
  removeObjects,
  reorder,
  reshape,
  saysNone,
  setAttribute,
  toggleNone,
} from "./edits.ts";
import { MarkedObjects } from "./marked-objects.svelte.ts";
import type { LabeledObject } from "./object.ts";
import type { Stroke } from "#ui/drawing/surface-props.ts";
import type { DrawToolId, ToolId } from "#ui/drawing/tools/tool.ts";

type Objects = readonly LabeledObject[];
type Indices = ReadonlySet<number>;

const NONE: Indices = new Set();
/** Copies lie a little aside, so that they are seen. Pixels. */
const ASIDE = 12;

export class ObjectEditor {
  readonly session: LabelingSession;
  /** In the order that people see them, and of their digits from 1. */
  readonly tools: readonly DrawToolId[];
  tool = $state<ToolId>("select");
  /** Of brushes, picture pixels across; 0 until a picture is here. */
  brush = $state(0);
  /** Two fingers set the size of the brush, and do not zoom. */
  pinchSizesBrush = $state(false);
  /** Points are drawn to borders of other objects nearby. */
  isSnapping = $state(false);
  /** Pressing another object selects it too. */
  selectsSeveral = $state(false);
  /** Pressing on a selected shape draws another instead of moving it. */
  drawsOnTop = $state(false);
  /** Other shapes for objects of the picture in focus, by place: shown, not kept. */
  preview = $state.raw<ReadonlyMap<number, Shape>>(new Map());
  /** Shapes drawn while there is no label to give them. */
  waiting = $state.raw<Shape | null>(null);
  /** Of the picture in focus, pixels; null until it is decoded. */
  size: PictureSize | null = null;
  #label = $state.raw<LabelId | null>(null);
  #selected = $state.raw<{ of: SampleId | undefined; indices: Indices }>({
    of: undefined,
    indices: NONE,
  });
  readonly #hidden = new MarkedObjects();
  readonly #locked = new MarkedObjects();
  #copied = $state.raw<Objects>([]);
  readonly #earlier = new EarlierObjects();
  #held: ToolId | null = null;

  constructor(session: LabelingSession, tools: readonly DrawToolId[]) {
    this.session = session;
    this.tools = tools;
    this.tool = tools[0] ?? "select";
  }

  /** Areas are shown filled, not as outlines. */
  get fillsAreas(): boolean {
    return false;
  }

  /** What a labeling type adds to the menu of selected objects. */
  get actions(): readonly ObjectAction[] {
    return [];
  }

  /** What a key does that only this labeling type has; null for others. */
  keyAction(_press: KeyPress): ((surface: MovableSurface) => void) | null {
    return null;
  }

  /** What a tool did whose points are wanted; types with such tools say what becomes of them. */
  stroke(_stroke: Stroke): void {}

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

  isHidden(object: LabeledObject): boolean {
    return this.#hidden.has(this.session.focused, object);
  }

  isLocked(object: LabeledObject): boolean {
    return this.#locked.has(this.session.focused, object);
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
    if (this.row) this.#earlier.look(this.row);
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
    if (label) this.add([drawn(label.id, shape)], "draw");
    else this.waiting = shape;
  }

  /** The label of objects to come and, where some are selected, of these. */
  useLabel(id: LabelId): void {
    this.#label = id;
    const shape = this.waiting;
    this.waiting = null;
    if (shape) this.add([drawn(id, shape)], "draw");
    else if (this.selected.size > 0)
      this.edit("relabel_objects", relabelObjects(this.selected, id));
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
    this.edit("reshape", reshape(shapes));
  }

  remove(indices: Indices = this.selected): void {
    const free = new Set(
      [...indices].filter((i) => {
        const object = this.objects[i];
        return object && !this.isLocked(object);
      }),
    );
    if (free.size === 0) return;
    this.edit("remove_objects", removeObjects(free));
    this.select(NONE);
  }

  /** Shift+Delete of the guide: all objects of the picture. */
  removeAll(): void {
    this.remove(new Set(this.objects.keys()));
  }

  flag(flag: Flag, value: boolean): void {
    this.edit("mark_objects", flagObjects(this.selected, flag, value));
  }

  /** @param value null takes the attribute away. */
  setAttribute(name: string, value: string | null): void {
    this.edit("mark_objects", setAttribute(this.selected, name, value));
  }

  order(to: "front" | "back"): void {
    const { size } = this.selected;
    const { length } = this.objects;
    this.edit("order_objects", reorder(this.selected, to));
    const first = to === "front" ? length - size : 0;
    this.select(Array.from({ length: size }, (_, i) => first + i));
  }

  copy(): void {
    this.#copied = [...this.selected].flatMap((i) => this.objects[i] ?? []);
  }

  /** Where they lay: on the next picture of a series that is where they belong. */
  paste(): void {
    this.add(this.#inside(this.#copied), "paste_objects");
  }

  duplicate(): void {
    const copies = [...this.selected].flatMap((i) => {
      const object = this.objects[i];
      return object
        ? [{ ...object, shape: translate(object.shape, ASIDE, ASIDE) }]
        : [];
    });
    this.add(this.#inside(copies), "paste_objects");
  }

  /** All objects of the picture that was left last, or of the one before in the list. */
  async copyPrevious(): Promise<void> {
    const objects = await this.#earlier.read(this.session);
    this.add(this.#inside(objects), "paste_objects");
  }

  toggleHidden(index: number): void {
    this.#hidden.toggle(this.session.focused, this.objects[index]);
  }

  toggleLocked(index: number): void {
    this.#locked.toggle(this.session.focused, this.objects[index]);
  }

  get isNone(): boolean {
    return this.row !== undefined && saysNone(this.row);
  }

  /** Labeled without an object, for pictures that show none; or so no longer. */
  toggleNone(): void {
    this.edit(this.isNone ? "clear" : "no_objects", toggleNone);
  }

  confirm(): void {
    this.edit("confirm", confirmObjects);
  }

  #inside(objects: Objects): Objects {
    return this.size ? objectsWithin(objects, this.size) : objects;
  }

  protected add(objects: Objects, gesture: Gesture): void {
    if (objects.length === 0) return;
    const { length } = this.objects;
    this.edit(gesture, addObjects(objects));
    this.select(objects.map((_, i) => length + i));
  }

  protected edit(
    gesture: Gesture,
    change: (item: LabelingItem) => Change | null,
  ): void {
    const { focused } = this.session;
    if (focused) void this.session.edit(gesture, change, [focused]);
  }
}
