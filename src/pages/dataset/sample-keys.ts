/** What a key does in a grid or list of samples, as plain steps. */
export type SampleKey =
  | {
      readonly kind: "move";
      readonly to: number;
      readonly how: "one" | "extend" | "focus";
    }
  | { readonly kind: "toggle" | "open" | "all" | "clear" | "delete" };

interface Keys {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** @param columns cells in a row; 1 for a list. @returns null for a key that means nothing here. */
export function sampleKey(
  event: Keys,
  at: {
    readonly focus: number;
    readonly count: number;
    readonly columns: number;
    readonly rowsPerPage: number;
  },
): SampleKey | null {
  if (event.altKey) return null;
  const isCtrl = event.ctrlKey || event.metaKey;
  const { focus, count, columns, rowsPerPage } = at;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: focus - 1,
    ArrowRight: focus + 1,
    ArrowUp: focus - columns,
    ArrowDown: focus + columns,
    PageUp: focus - columns * rowsPerPage,
    PageDown: focus + columns * rowsPerPage,
    Home: 0,
    End: count - 1,
  };
  const target = targets[event.key];
  if (target !== undefined) {
    const how = event.shiftKey ? "extend" : isCtrl ? "focus" : "one";
    return {
      kind: "move",
      to: Math.max(0, Math.min(count - 1, target)),
      how,
    };
  }
  if (isCtrl) return event.key.toLowerCase() === "a" ? { kind: "all" } : null;
  if (event.key === " ") return { kind: "toggle" };
  if (event.key === "Enter") return { kind: "open" };
  if (event.key === "Escape") return { kind: "clear" };
  return event.key === "Delete" ? { kind: "delete" } : null;
}
