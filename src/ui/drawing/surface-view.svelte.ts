import type { Point } from "#core/geometry.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import {
  clampViewport,
  fit,
  panBy,
  type Viewport,
  zoomAt,
} from "./viewport.ts";

/** The surface's size and the picture's, CSS and picture pixels, and device pixels per CSS pixel. */
export interface SurfaceSizes {
  readonly surface: PictureSize;
  readonly picture: PictureSize;
  readonly ratio: number;
}

/** The view rests when it has not changed for this long. */
const REST_MS = 150;
const STEP = 1.5;

/** Where the picture lies, whatever size the surface takes. */
export class SurfaceView {
  readonly #sizes: () => SurfaceSizes;
  /** Null = the whole picture. */
  #zoomed: Viewport | null = $state.raw(null);
  #isMoving = $state(false);
  #resting: ReturnType<typeof setTimeout> | undefined;

  readonly current: Viewport = $derived.by(() => {
    const { surface, picture } = this.#sizes();
    return this.#zoomed
      ? clampViewport(this.#zoomed, surface, picture)
      : fit(surface, picture);
  });

  constructor(sizes: () => SurfaceSizes) {
    this.#sizes = sizes;
  }

  /** It changed a moment ago, so quick painting counts more than fine painting. */
  get isMoving(): boolean {
    return this.#isMoving;
  }
  /** Device pixels per picture pixel. */
  get scale(): number {
    return this.current.scale * this.#sizes().ratio;
  }

  set(view: Viewport | null): void {
    this.#zoomed = view;
    this.#isMoving = true;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => (this.#isMoving = false), REST_MS);
  }
  stop(): void {
    clearTimeout(this.#resting);
  }

  /** In the middle of the surface, unless told where. */
  zoomBy(factor: number, at?: Point): void {
    const { surface, picture } = this.#sizes();
    const centre = { x: surface.width / 2, y: surface.height / 2 };
    this.set(zoomAt(this.current, factor, at ?? centre, surface, picture));
  }
  /** Brings a place to the middle of the surface. Picture pixels. */
  centre(at: Point): void {
    const { scale } = this.current;
    const { surface, picture } = this.#sizes();
    const x = surface.width / 2 - at.x * scale;
    const y = surface.height / 2 - at.y * scale;
    this.set(clampViewport({ scale, x, y }, surface, picture));
  }
  /** @param by CSS pixels. */
  panBy(by: Point): void {
    const { surface, picture } = this.#sizes();
    this.set(panBy(this.current, by, surface, picture));
  }
  zoomIn(): void {
    this.zoomBy(STEP);
  }
  zoomOut(): void {
    this.zoomBy(1 / STEP);
  }
  /** One picture pixel on one pixel of the device. */
  actualSize(at?: Point): void {
    this.zoomBy(1 / this.scale, at);
  }
  /** Between the whole picture and its own pixels; at least double where these are about the same. */
  toggleFit(at?: Point): void {
    const { surface, picture } = this.#sizes();
    const whole = fit(surface, picture).scale;
    if (this.current.scale > whole * 1.01) this.set(null);
    else this.zoomBy(Math.max(1 / this.scale, 2), at);
  }
}
