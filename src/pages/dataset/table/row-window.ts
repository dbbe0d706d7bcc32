/**
 * Which rows of a long table are on the screen. Browsers end elements at some ten million pixels:
 * above that the scroll bar stands for more rows than it has pixels, and the rows under it are
 * found by their share.
 */
const MAX_HEIGHT = 8_000_000;

export interface RowWindow {
  /** Of all rows together, in pixels. */
  readonly height: number;
  /** First row drawn, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Where the first row drawn is, in pixels from the top of all. */
  readonly top: number;
}

/** Rows above and below what is seen. */
const MARGIN = 6;

export interface Scrolled {
  readonly rows: number;
  readonly rowHeight: number;
  readonly scrollTop: number;
  readonly viewHeight: number;
}

/** Pixels that stand for one row: its height, or less in a long table. */
function scaleOf({ rows, rowHeight, viewHeight }: Scrolled): number {
  const whole = rows * rowHeight;
  if (whole <= MAX_HEIGHT) return 1;
  return (MAX_HEIGHT - viewHeight) / (whole - viewHeight);
}

export function rowWindow(at: Scrolled): RowWindow {
  const { rows, rowHeight, scrollTop, viewHeight } = at;
  const real = scrollTop / scaleOf(at);
  const first = Math.floor(real / rowHeight);
  const from = Math.max(0, first - MARGIN);
  const seen = Math.ceil(viewHeight / rowHeight) + 1;
  return {
    height: Math.min(rows * rowHeight, MAX_HEIGHT),
    from,
    to: Math.min(rows, first + seen + MARGIN),
    top: scrollTop - (real - from * rowHeight),
  };
}

/** Where to scroll so that the row is the first one seen. */
export const scrollTopOf = (row: number, at: Scrolled): number =>
  row * at.rowHeight * scaleOf(at);
