/** Fields, and what lies above the view, keep their keys. A switch needs but two of them. */
const OWNERS =
  "input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu], [role=combobox]";
const PRESSED = "button, a, [type=checkbox], [role=switch], [role=tab]";

/** Whether a key press was answered already, or belongs to the element that has the focus. */
export function isTaken({
  defaultPrevented,
  target,
  key,
}: KeyboardEvent): boolean {
  if (defaultPrevented) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest(OWNERS)) return true;
  return (key === "Enter" || key === " ") && target.closest(PRESSED) !== null;
}
