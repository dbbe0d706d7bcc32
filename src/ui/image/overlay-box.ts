/** A box drawn over a picture, with words. */
export interface OverlayBox {
  /** [x_min, y_min, x_max, y_max] in picture pixels. */
  readonly box: readonly [number, number, number, number];
  readonly text: string;
  /** CSS colour, dark enough for white text. */
  readonly color: string;
  readonly isDashed: boolean;
}
