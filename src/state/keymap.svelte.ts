import { untrack } from "svelte";

/** Which keys work on the screen at hand: run from one listener, and listed by `?`. */
export interface Shortcut {
  /** As shown: `Ctrl+Z`, `1`, `?`. Run by the keymap when `run` is given. */
  readonly keys: string;
  readonly label: string;
  /** Without it the screen handles the key itself, and the line is for the list only. */
  readonly run?: () => void;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

class Keymap {
  #groups = $state.raw<readonly ShortcutGroup[]>([]);

  get groups(): readonly ShortcutGroup[] {
    return this.#groups;
  }

  add(group: ShortcutGroup): () => void {
    // Effects add their groups: they must not run again when another one does.
    this.#groups = [...untrack(() => this.#groups), group];
    return () => {
      this.#groups = this.#groups.filter((other) => other !== group);
    };
  }
}

export const keymap = new Keymap();

/** Lists, and where `run` is given runs, a screen's keys until the returned function is called. */
export function registerShortcuts(
  title: string,
  shortcuts: readonly Shortcut[],
): () => void {
  return keymap.add({ title, shortcuts });
}

/** `Ctrl+Z` for an event, whichever of Ctrl and Cmd the system uses. */
export function keysOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && event.key.length > 1) parts.push("Shift");
  parts.push(
    event.key.length === 1 && parts.length > 0
      ? event.key.toUpperCase()
      : event.key,
  );
  return parts.join("+");
}

/** Text is being typed: keys belong to it. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target.tagName === "TEXTAREA" ||
    target.tagName === "SELECT"
  )
    return true;
  return (
    target instanceof HTMLInputElement &&
    !["checkbox", "radio", "range", "button", "submit", "file"].includes(
      target.type,
    )
  );
}

/** Runs the shortcut of the newest group that has the key. @returns whether one did. */
export function runShortcut(event: KeyboardEvent): boolean {
  if (isTyping(event.target) || event.defaultPrevented) return false;
  const keys = keysOf(event);
  for (const group of [...keymap.groups].reverse()) {
    const found = group.shortcuts.find(
      (shortcut) => shortcut.run && shortcut.keys === keys,
    );
    if (!found?.run) continue;
    event.preventDefault();
    found.run();
    return true;
  }
  return false;
}
