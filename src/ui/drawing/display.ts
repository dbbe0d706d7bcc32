/** How picture and shapes are shown; nothing of it changes what is stored. */
export interface SurfaceDisplay {
  /** 1 = as it is; 0.2-3. */
  readonly brightness: number;
  /** 1 = as it is; 0.2-3. */
  readonly contrast: number;
  /** Exponent is 1 / gamma: above 1 lightens the dark parts; 0.2-5. */
  readonly gamma: number;
  readonly showNames: boolean;
  readonly showShapes: boolean;
  readonly showCrosshair: boolean;
}

export const plainDisplay: SurfaceDisplay = {
  brightness: 1,
  contrast: 1,
  gamma: 1,
  showNames: true,
  showShapes: true,
  showCrosshair: false,
};

/** A value of CSS `filter`. @param gammaId of an SVG filter with the exponent. */
export function filterOf(display: SurfaceDisplay, gammaId: string): string {
  const { brightness, contrast, gamma } = display;
  const parts = [
    gamma === 1 ? "" : `url(#${gammaId})`,
    brightness === 1 ? "" : `brightness(${String(brightness)})`,
    contrast === 1 ? "" : `contrast(${String(contrast)})`,
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" ") : "none";
}
