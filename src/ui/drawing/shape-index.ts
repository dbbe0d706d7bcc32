/**
 * Finds shapes by place: what is on the screen, and what is under the pointer. The tree is packed
 * once per list of shapes (a few milliseconds for 10,000), which a list that is replaced whole suits.
 */
import Flatbush from "flatbush";
import type { Box, Point } from "#core/geometry.ts";
import {
  areaOf,
  boundsOf,
  containsPoint,
  cornersOf,
  distanceToOutline,
} from "#core/shape-geometry.ts";
import { borderNear } from "#core/ring-geometry.ts";
import { isRegion, ringsOf } from "#core/rings.ts";
import type { DrawnShape } from "./drawn-shape.ts";

/** `outline` leaves the area out: only what is drawn counts. */
export type HitPart = "whole" | "outline";

export class ShapeIndex {
  readonly #shapes: readonly DrawnShape[];
  readonly #tree: Flatbush | null;

  /** @param shapes hidden ones are left out. */
  constructor(shapes: readonly DrawnShape[]) {
    this.#shapes = shapes.filter((one) => !one.isHidden);
    this.#tree =
      this.#shapes.length > 0 ? new Flatbush(this.#shapes.length) : null;
    for (const { shape } of this.#shapes) {
      const { xMin, yMin, xMax, yMax } = boundsOf(shape);
      this.#tree?.add(xMin, yMin, xMax, yMax);
    }
    this.#tree?.finish();
  }

  /** Shapes whose bounds touch the box, lowest first. */
  within({ xMin, yMin, xMax, yMax }: Box): DrawnShape[] {
    const found = this.#tree?.search(xMin, yMin, xMax, yMax) ?? [];
    return found.sort((a, b) => a - b).flatMap((i) => this.#shapes[i] ?? []);
  }

  /** The nearest place on a border; null beyond the radius. @param counts whose borders. */
  border(
    at: Point,
    radius: number,
    counts: (one: DrawnShape) => boolean,
  ): Point | null {
    const around = {
      xMin: at.x - radius,
      yMin: at.y - radius,
      xMax: at.x + radius,
      yMax: at.y + radius,
    };
    let nearest: { at: Point; away: number } | null = null;
    for (const one of this.within(around)) {
      const { shape } = one;
      if (!counts(one) || !(isRegion(shape) || shape.kind === "bndbox"))
        continue;
      const rings = isRegion(shape) ? ringsOf(shape) : [cornersOf(shape)];
      for (const ring of rings) {
        const found = borderNear(ring, at, radius);
        if (found && (!nearest || found.away < nearest.away)) nearest = found;
      }
    }
    return nearest?.at ?? null;
  }

  /**
   * The shape that a press at `at` means. Of several the smallest wins, so that what lies in
   * something larger can be reached, then the nearest, then the topmost. Beside a shape counts like
   * a shape of BESIDE times its area, and beyond half the radius only where nothing else is.
   * @param radius picture pixels around what is drawn that still count.
   */
  hit(at: Point, radius: number, part: HitPart = "whole"): DrawnShape | null {
    const around = {
      xMin: at.x - radius,
      yMin: at.y - radius,
      xMax: at.x + radius,
      yMax: at.y + radius,
    };
    const hits = this.within(around).flatMap((one): Hit[] => {
      const isInside = part === "whole" && containsPoint(one.shape, at);
      const away = isInside ? 0 : distanceToOutline(one.shape, at);
      const size = areaOf(one.shape) * (isInside ? 1 : BESIDE);
      return away <= radius
        ? [{ one, isFar: away > radius / 2, size, away }]
        : [];
    });
    return hits.reduce<Hit | null>(better, null)?.one ?? null;
  }
}

const BESIDE = 4;

interface Hit {
  readonly one: DrawnShape;
  readonly isFar: boolean;
  readonly size: number;
  readonly away: number;
}

/** @param next lies above `best`. */
function better(best: Hit | null, next: Hit): Hit {
  if (!best) return next;
  const difference =
    Number(next.isFar) - Number(best.isFar) ||
    next.size - best.size ||
    next.away - best.away;
  return difference <= 0 ? next : best;
}
