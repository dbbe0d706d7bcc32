/**
 * How a picture lies in its box. `scale` is CSS pixels per picture pixel; `x`, `y` is the
 * picture's top left corner in the box. Pure arithmetic, so that every gesture can be tested.
 */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Screen pixels per picture pixel at most: beyond it there is nothing more to see. */
const MAX_SCALE = 16;

/** The scale that shows the whole picture; small pictures are enlarged up to 4 times, so that icons can be judged. */
export function fitScale(box: Size, picture: Size): number {
  if (picture.width === 0 || picture.height === 0) return 1;
  return Math.min(box.width / picture.width, box.height / picture.height, 4);
}

const centred = (box: Size, picture: Size, scale: number): Viewport => ({
  scale,
  x: (box.width - picture.width * scale) / 2,
  y: (box.height - picture.height * scale) / 2,
});

export function fit(box: Size, picture: Size): Viewport {
  return centred(box, picture, fitScale(box, picture));
}

/** Keeps the picture over the box: centred where it is smaller, without a gap where it is larger. */
export function clampViewport(
  view: Viewport,
  box: Size,
  picture: Size,
): Viewport {
  const place = (at: number, room: number, length: number) =>
    length <= room
      ? (room - length) / 2
      : Math.min(0, Math.max(room - length, at));
  return {
    scale: view.scale,
    x: place(view.x, box.width, picture.width * view.scale),
    y: place(view.y, box.height, picture.height * view.scale),
  };
}

/** Zooms so that the point of the picture under `at` stays under it. */
export function zoomAt(
  view: Viewport,
  scale: number,
  at: Spot,
  box: Size,
  picture: Size,
): Viewport {
  const least = Math.min(fitScale(box, picture), 1);
  const next = Math.min(MAX_SCALE, Math.max(least, scale));
  const factor = next / view.scale;
  const moved = {
    scale: next,
    x: at.x - (at.x - view.x) * factor,
    y: at.y - (at.y - view.y) * factor,
  };
  return clampViewport(moved, box, picture);
}

export function panBy(
  view: Viewport,
  dx: number,
  dy: number,
  box: Size,
  picture: Size,
): Viewport {
  return clampViewport(
    { ...view, x: view.x + dx, y: view.y + dy },
    box,
    picture,
  );
}

/** Whether the whole picture is in view, so that a drag can mean "next" instead of "move". */
export function isFitted(view: Viewport, box: Size, picture: Size): boolean {
  return view.scale <= fitScale(box, picture) * 1.001;
}
