/** What was done and what keys do while labeling. */
const images = (n: number) =>
  n === 1 ? "1 image" : `${n.toLocaleString()} images`;

export const gestures = {
  label: (n: number) => `${images(n)} labeled`,
  unlabel: (n: number) => `Label removed from ${images(n)}`,
  relabel: (n: number) => `Label of ${images(n)} changed`,
  clear: (n: number) => `Labels removed from ${images(n)}`,
  hard: (n: number) => `${images(n)} marked as hard`,
  not_hard: (n: number) => `Hard mark removed from ${images(n)}`,
  confirm: (n: number) => `${images(n)} confirmed`,
  reject: (n: number) => `${images(n)} rejected`,
  draw: () => "Object drawn",
  reshape: () => "Object changed",
  remove_objects: () => "Objects deleted",
  relabel_objects: () => "Label of objects changed",
  mark_objects: () => "Marks of objects changed",
  paste_objects: () => "Objects added",
  order_objects: () => "Order of objects changed",
  no_objects: (n: number) => `${images(n)} marked as showing no object`,
  review: (n: number) => `Modifications applied to ${images(n)}`,
  undo: (n: number) => `Undone for ${images(n)}`,
  redo: (n: number) => `Done again for ${images(n)}`,
};

export const keys = {
  group: "Labeling",
  labels: "Label the selection and go on",
  move: "Move; with Shift select",
  ends: "To the first, to the last",
  pages: "One page up, one page down",
  toggle: "Select or unselect",
  all: "Select all",
  open: "Open the picture",
  openOrConfirm: "Open the picture; confirm a proposed label",
  back: "Back to the thumbnails; clear the selection",
  confirm: "Confirm the proposed label",
  reject: "Reject the proposed label; remove labels",
  hard: "Mark or unmark as hard example",
  delete: "Delete samples",
  type: "Type a label",
  undo: "Undo",
  redo: "Redo",
  zoom: "Zoom in, zoom out",
  fit: "Fit or actual size",
};
