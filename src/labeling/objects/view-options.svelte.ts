import type { SurfaceDisplay } from "#ui/drawing/display.ts";

/** How the picture is looked at; the picture itself and what is exported stay as they are. */
export class ViewOptions implements SurfaceDisplay {
  showShapes = $state(true);
  showNames = $state(true);
  showCrosshair = $state(false);
  /** Shares of the picture's own, 1 = as it is. */
  brightness = $state(1);
  contrast = $state(1);
  /** Exponent's inverse: above 1 the shadows are lighter. */
  gamma = $state(1);

  reset(): void {
    this.brightness = 1;
    this.contrast = 1;
    this.gamma = 1;
  }
}
