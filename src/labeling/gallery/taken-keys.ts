/** Fields, and what lies above the view, keep their keys. */
const OWNERS =
  "input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu], [role=combobox]";
const PRESSED = "button, a, [role=switch], [role=tab]";

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
