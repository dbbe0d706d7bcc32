/**
 * Where the cells of a grid of equal squares lie, by arithmetic alone: 100,000 cells cost nothing
 * until they are in view. Lengths are CSS pixels; y is counted from the top of the content.
 */
export interface GridLayout {
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  /** Cell, caption and gap together. */
  readonly rowHeight: number;
  readonly gap: number;
  /** Height of the content if nothing limited it. */
  readonly fullHeight: number;
  /** Height the scroll area is given: browsers clip elements above some 17 million pixels. */
  readonly height: number;
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const MAX_HEIGHT = 12_000_000;

/** As many columns of at least `size` as fit (two at the least), stretched to fill the width. */
export function gridLayout(options: {
  readonly count: number;
  readonly width: number;
  readonly size: number;
  readonly gap: number;
  /** Height of what stands under each square. */
  readonly caption: number;
  /** Height of a row: one column of such rows in place of squares. */
  readonly row?: number | undefined;
}): GridLayout {
  const { count, width, size, gap, caption, row } = options;
  const columns =
    row === undefined
      ? Math.max(2, Math.floor((width + gap) / (size + gap)))
      : 1;
  const cellWidth = Math.max(1, (width - gap * (columns - 1)) / columns);
  const rowHeight = (row ?? cellWidth + caption) + gap;
  const rows = Math.ceil(count / columns);
  const fullHeight = Math.max(0, rows * rowHeight - gap);
  return {
    count,
    columns,
    rows,
    cellWidth,
    rowHeight,
    gap,
    fullHeight,
    height: Math.min(fullHeight, MAX_HEIGHT),
  };
}

/** Content y at the top of the view; more than `scrollTop` only where the height had to be limited. */
export function offsetOf(
  layout: GridLayout,
  scrollTop: number,
  viewHeight: number,
): number {
  if (layout.fullHeight === layout.height) return scrollTop;
  const scrollable = Math.max(1, layout.height - viewHeight);
  return (scrollTop / scrollable) * (layout.fullHeight - viewHeight);
}

/** The inverse of `offsetOf`. */
export function scrollTopOf(
  layout: GridLayout,
  offset: number,
  viewHeight: number,
): number {
  if (layout.fullHeight === layout.height) return offset;
  const scrollable = Math.max(1, layout.height - viewHeight);
  return (offset / (layout.fullHeight - viewHeight)) * scrollable;
}

/** First and last index in view, inclusive; an empty grid gives 0 and -1. */
export function visibleRange(
  layout: GridLayout,
  offset: number,
  viewHeight: number,
  overscanRows: number,
): { readonly first: number; readonly last: number } {
  const firstRow = Math.floor(offset / layout.rowHeight) - overscanRows;
  const lastRow =
    Math.floor((offset + viewHeight) / layout.rowHeight) + overscanRows;
  return {
    first: Math.min(
      Math.max(0, firstRow) * layout.columns,
      Math.max(0, layout.count - 1),
    ),
    last: Math.min(layout.count, (lastRow + 1) * layout.columns) - 1,
  };
}

/** The cell at a content point, or null between and outside cells. */
export function indexAt(
  layout: GridLayout,
  x: number,
  y: number,
): number | null {
  const column = Math.floor(x / (layout.cellWidth + layout.gap));
  const row = Math.floor(y / layout.rowHeight);
  if (x < 0 || y < 0 || column >= layout.columns) return null;
  if (x - column * (layout.cellWidth + layout.gap) > layout.cellWidth)
    return null;
  if (y - row * layout.rowHeight > layout.rowHeight - layout.gap) return null;
  const index = row * layout.columns + column;
  return index < layout.count ? index : null;
}

/** Every cell that the rectangle touches, ascending. */
export function indicesIn(layout: GridLayout, rect: Rect): number[] {
  const step = layout.cellWidth + layout.gap;
  // A rectangle that only touches the gap behind a cell does not touch the cell.
  const firstColumn = Math.max(
    0,
    Math.ceil((rect.left - layout.cellWidth) / step),
  );
  const lastColumn = Math.min(
    layout.columns - 1,
    Math.floor(rect.right / step),
  );
  const cellHeight = layout.rowHeight - layout.gap;
  const firstRow = Math.max(
    0,
    Math.ceil((rect.top - cellHeight) / layout.rowHeight),
  );
  const lastRow = Math.min(
    layout.rows - 1,
    Math.floor(rect.bottom / layout.rowHeight),
  );
  const indices: number[] = [];
  for (let row = firstRow; row <= lastRow; row += 1)
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      const index = row * layout.columns + column;
      if (index < layout.count) indices.push(index);
    }
  return indices;
}

/** The offset nearest to the present one at which the cell is wholly in view. */
export function offsetToShow(
  layout: GridLayout,
  index: number,
  offset: number,
  viewHeight: number,
): number {
  const top = Math.floor(index / layout.columns) * layout.rowHeight;
  const bottom = top + layout.rowHeight - layout.gap;
  if (top < offset) return top;
  if (bottom > offset + viewHeight) return bottom - viewHeight;
  return offset;
}
