/**
 * The views, found by their files: a type with a `View.svelte` can be labeled. Each is a chunk of
 * its own. The glob is untyped at its edge: the one assertion of the plug-in system.
 */
import type { Component } from "svelte";
import type { KeyHelp, LabelingViewProps } from "./view-contract.ts";

type ViewModule = { readonly default: Component<LabelingViewProps> };

const modules = import.meta.glob<ViewModule>("./types/*/View.svelte");

const pathOf = (typeId: string): string => `./types/${typeId}/View.svelte`;

export function hasView(typeId: string): boolean {
  return pathOf(typeId) in modules;
}

/** The view of a labeling type, or null when the type cannot be labeled. */
export async function loadView(
  typeId: string,
): Promise<Component<LabelingViewProps> | null> {
  const load = modules[pathOf(typeId)];
  return load ? (await load()).default : null;
}

const helps = import.meta.glob<{ readonly default: KeyHelp }>(
  "./types/*/key-help.ts",
);

/** The keys of a labeling type's view; null when it has none of its own. */
export async function loadKeyHelp(typeId: string): Promise<KeyHelp | null> {
  const load = helps[`./types/${typeId}/key-help.ts`];
  return load ? (await load()).default : null;
}
