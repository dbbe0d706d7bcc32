/**
 * Pixels are float, of the picture as a person sees it (EXIF orientation applied), origin top
 * left, x right, y down. A box covers xMin <= x < xMax: its width is xMax - xMin.
 */
export interface Box {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
