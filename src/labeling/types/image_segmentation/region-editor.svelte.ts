/** The editor of objects with what only regions have: brushes, cuts, holes, outlines found by themselves. */
import { isCancelled } from "#core/errors.ts";
import type { Point } from "#core/geometry.ts";
import type { KeyPress } from "#core/label-shortcut.ts";
import { asMask } from "#core/region-mask.ts";
import { boundsOfPoints } from "#core/ring-geometry.ts";
import type { RegionShape, Shape } from "#core/shape.ts";
import { type PictureSize, roundShape } from "#core/shape-geometry.ts";
import type { Gesture } from "#labeling/gesture.ts";
import { steppedBrush } from "#labeling/objects/brush-size.ts";
import { changeObjects, drawn } from "#labeling/objects/edits.ts";
import { ObjectEditor } from "#labeling/objects/editor.svelte.ts";
import type {
  MovableSurface,
  ObjectAction,
} from "#labeling/objects/editor-actions.ts";
import type { LabeledObject } from "#labeling/objects/object.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import { m } from "#messages/messages.ts";
import type { Stroke } from "#ui/drawing/surface-props.ts";
import { inTurn } from "./extreme-points.ts";
import { inferOutline } from "./outline.client.ts";
import { simplifiedPath } from "./clip-polygons.ts";
import {
  chosenRegions,
  metRegions,
  type Pieces,
  type PlacedRegion,
  type Regions,
  withPieces,
} from "./region-edits.ts";
import {
  asPolygons,
  cutOut,
  filled,
  merged,
  painted,
  splitBy,
} from "./region-operations.ts";
import { regionKey } from "./region-keys.ts";
import { TOOLS } from "./tools.ts";

/** Pixels that a free-hand border may lie off the hand's way. */
export const TOLERANCES = { min: 0, max: 20 } as const;

/** A free-hand way, kept as long as it can be made simpler or finer. */
interface Traced {
  /** Of the object that it became. */
  readonly shape: Shape;
  readonly points: readonly Point[];
}

export class RegionEditor extends ObjectEditor {
  #tolerance = $state(1.5);
  /** Stops the search for an outline; null while none is under way. */
  finding = $state.raw<AbortController | null>(null);
  #traced: Traced | null = null;

  constructor(session: LabelingSession) {
    super(session, TOOLS);
  }

  get tolerance(): number {
    return this.#tolerance;
  }

  /** The free-hand region drawn last is shown so, until something else is done. */
  set tolerance(pixels: number) {
    this.#tolerance = pixels;
    const traced = this.#traced;
    const index = this.objects.findIndex(
      ({ shape }) => shape === traced?.shape,
    );
    if (!traced || index < 0) return;
    this.preview = new Map([[index, this.#simplified(traced.points)]]);
  }

  /** Keeps what the tolerance makes of it. */
  keepTolerance(): void {
    const [first] = this.preview;
    this.preview = new Map();
    if (!first || !this.#traced) return;
    const [key, shape] = first;
    this.#traced = { ...this.#traced, shape };
    this.reshape([{ key, shape }]);
  }

  override get fillsAreas(): boolean {
    return true;
  }

  override get actions(): readonly ObjectAction[] {
    const texts = m.objects.regions;
    const chosen = this.#chosen();
    const has = (kind: RegionShape["kind"][]): boolean =>
      chosen.some(([, { shape }]) => kind.some((one) => one === shape.kind));
    return [
      ...(chosen.length > 1
        ? [{ label: texts.merge, act: () => this.merge() }]
        : []),
      ...(has(["polygon", "multipolygon"])
        ? [{ label: texts.toMask, act: () => this.toMask() }]
        : []),
      ...(has(["mask"])
        ? [{ label: texts.toPolygon, act: () => this.toPolygon() }]
        : []),
    ];
  }

  override keyAction(
    press: KeyPress,
  ): ((surface: MovableSurface) => void) | null {
    return regionKey(press, this);
  }

  override draw(shape: Shape): void {
    if (shape.kind === "line")
      return this.#each(
        "split",
        this.#met([shape.from, shape.to]),
        (region, size) => splitBy(region, shape.from, shape.to, size),
      );
    if (shape.kind !== "polygon") return;
    if (this.tool === "cut") {
      const path = simplifiedPath(shape.points, this.#tolerance);
      return this.#each("cut", this.#met(path), (region, size) =>
        listOf(cutOut(region, path, size)),
      );
    }
    if (this.tool !== "freehand") return super.draw(shape);
    const simple = this.#simplified(shape.points);
    super.draw(simple);
    this.#traced = { shape: simple, points: shape.points };
  }

  override stroke({ tool, points, radius }: Stroke): void {
    const [at] = points;
    if (!at) return;
    if (tool === "extreme") void this.#findOutline(points);
    else if (tool === "brush") this.#paint({ points, radius });
    else if (tool === "eraser")
      this.#each("erase", this.#met(points, radius), (region, size) =>
        listOf(painted(region, { points, radius }, true, size)),
      );
    else if (tool === "fill")
      this.#each("fill", this.#met([at]), (region, size) => {
        const whole = filled(region, at, size);
        return whole ? [whole] : null;
      });
  }

  /** A larger brush, or a smaller one. */
  sizeBrush(step: 1 | -1): void {
    this.brush = steppedBrush(this.brush, step);
  }

  /** All selected regions become one, with the label of the lowest. */
  merge(): void {
    const chosen = this.#chosen();
    const [first, ...others] = chosen;
    const { size } = this;
    if (!first || others.length === 0 || !size) return;
    const shape = merged(
      chosen.map(([, region]) => region.shape),
      size,
    );
    if (!shape) return;
    const gone = others.map(([index]) => [index, []] as const);
    this.#replace("merge", [[first[0], [shape]], ...gone]);
  }

  /** Masks to polygons; where there are none, polygons to masks. */
  convert(): void {
    const hasMask = this.#chosen().some(
      ([, { shape }]) => shape.kind === "mask",
    );
    if (hasMask) this.toPolygon();
    else this.toMask();
  }

  toMask(): void {
    this.#each("convert", this.#chosen(), (region, size) => {
      const mask = region.kind === "mask" ? null : asMask(region, size);
      // A region thinner than a pixel may cover the middle of none.
      return mask && [mask];
    });
  }

  toPolygon(): void {
    this.#each("convert", this.#chosen(), (region) =>
      region.kind === "mask" ? listOf(asPolygons(region)) : null,
    );
  }

  #simplified(points: readonly Point[]): Shape {
    const path = simplifiedPath(points, this.#tolerance);
    return roundShape({ kind: "polygon", points: path });
  }

  get #regions(): Regions {
    const { objects, selected } = this;
    const isFree = (object: LabeledObject): boolean =>
      !this.isLocked(object) && !this.isHidden(object);
    return { objects, selected, isFree };
  }

  #chosen(): PlacedRegion[] {
    return chosenRegions(this.#regions);
  }

  /** @param margin how far around the points the tool reaches, pixels. */
  #met(points: readonly Point[], margin = 0): PlacedRegion[] {
    const { xMin, yMin, xMax, yMax } = boundsOfPoints(points);
    return metRegions(this.#regions, {
      xMin: xMin - margin,
      yMin: yMin - margin,
      xMax: xMax + margin,
      yMax: yMax + margin,
    });
  }

  /** The object between outermost places becomes a region. */
  async #findOutline(points: readonly Point[]): Promise<void> {
    const { session, row } = this;
    const picture = row && session.pictures.get(row.hash);
    if (points.length < 4 || !picture) return;
    this.finding?.abort();
    const search = new AbortController();
    this.finding = search;
    try {
      const { signal } = search;
      const outline = await inferOutline(picture.element, points, signal);
      const isHere = session.focused === row.sampleId;
      if (!isHere || signal.aborted) return;
      // Where nothing stands out, the places themselves are a beginning.
      const shape: Shape = {
        kind: "polygon",
        points: outline ?? inTurn(points),
      };
      super.draw(roundShape(shape));
    } catch (error) {
      if (!isCancelled(error)) session.report(error);
    } finally {
      if (this.finding === search) this.finding = null;
    }
  }

  /** The brush goes on with the one region that is selected; else it begins one. */
  #paint(stroke: { points: readonly Point[]; radius: number }): void {
    const { size, label } = this;
    if (!size) return;
    const [only, another] = this.#chosen();
    const goesOn = only !== undefined && another === undefined;
    const shape = painted(goesOn ? only[1].shape : null, stroke, false, size);
    if (!shape) return;
    if (goesOn) this.#replace("paint", [[only[0], [shape]]]);
    else if (label) this.add([drawn(label.id, shape)], "paint");
    else this.waiting = shape;
  }

  /** Each of these regions becomes what `change` gives, or stays for null. */
  #each(
    gesture: Gesture,
    regions: readonly PlacedRegion[],
    change: (
      region: RegionShape,
      size: PictureSize,
    ) => readonly RegionShape[] | null,
  ): void {
    const { size } = this;
    if (!size) return;
    const pieces = regions.flatMap(([index, { shape }]): Pieces => {
      const shapes = change(shape, size);
      return shapes ? [[index, shapes]] : [];
    });
    this.#replace(gesture, pieces);
  }

  /** One gesture: each of these objects becomes as many as there are shapes for it. */
  #replace(gesture: Gesture, pieces: Pieces): void {
    if (pieces.length === 0) return;
    this.#traced = null;
    const { objects, selected } = withPieces(this.#regions, pieces);
    this.edit(
      gesture,
      changeObjects(() => objects),
    );
    this.select(selected);
  }
}

const listOf = <T>(value: T | null): T[] => (value === null ? [] : [value]);
