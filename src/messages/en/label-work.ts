/** What was done and what keys do while labeling. */
import { things } from "./things.ts";

export const gestures = {
  label: (n: number, kind = "image") => `${things(n, kind)} labeled`,
  unlabel: (n: number, kind = "image") =>
    `Label removed from ${things(n, kind)}`,
  relabel: (n: number, kind = "image") => `Label of ${things(n, kind)} changed`,
  clear: (n: number, kind = "image") =>
    `Labels removed from ${things(n, kind)}`,
  hard: (n: number, kind = "image") => `${things(n, kind)} marked as hard`,
  not_hard: (n: number, kind = "image") =>
    `Hard mark removed from ${things(n, kind)}`,
  confirm: (n: number, kind = "image") => `${things(n, kind)} confirmed`,
  reject: (n: number, kind = "image") => `${things(n, kind)} rejected`,
  draw: () => "Object drawn",
  reshape: () => "Object changed",
  remove_objects: () => "Objects deleted",
  relabel_objects: () => "Label of objects changed",
  mark_objects: () => "Marks of objects changed",
  paste_objects: () => "Objects added",
  order_objects: () => "Order of objects changed",
  no_objects: (n: number) => `${things(n)} marked as showing no object`,
  paint: () => "Painted",
  erase: () => "Erased",
  fill: () => "Hole filled",
  cut: () => "Cut out",
  split: () => "Split",
  merge: () => "Merged",
  convert: () => "Turned into the other form",
  review: (n: number, kind = "image") =>
    `Modifications applied to ${things(n, kind)}`,
  undo: (n: number, kind = "image") => `Undone for ${things(n, kind)}`,
  redo: (n: number, kind = "image") => `Done again for ${things(n, kind)}`,
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
  openText: "Show the whole text; confirm a proposed label",
  backToList: "Back to the list; clear the selection",
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

/** Of texts that read the same. */
export const copies = {
  mark: (n: number) => `×${n.toLocaleString("en")}`,
  of: (n: number) => `${n.toLocaleString("en")} texts read the same`,
  label: "Label duplicates too",
  hint: "Texts that differ in case, spaces and punctuation only",
};
