/**
 * The components of labeling types, found by their files: a type with a `View.svelte` can be
 * labeled, one with a `Review.svelte` has Quick Review, one with a `Statistics.svelte` adds to Task
 * Statistics. Each is a chunk of its own. The globs are untyped at their edge: the one assertion of
 * the plug-in system.
 */
import type { Component } from "svelte";
import type {
  KeyHelp,
  LabelingViewProps,
  ReviewProps,
  StatisticsProps,
} from "./view-contract.ts";

type Module<T> = { readonly default: T };
type Found<T> = Readonly<Record<string, () => Promise<Module<T>>>>;

const views = import.meta.glob<Module<Component<LabelingViewProps>>>(
  "./types/*/View.svelte",
);
const reviews = import.meta.glob<Module<Component<ReviewProps>>>(
  "./types/*/Review.svelte",
);
const statistics = import.meta.glob<Module<Component<StatisticsProps>>>(
  "./types/*/Statistics.svelte",
);
const helps = import.meta.glob<Module<KeyHelp>>("./types/*/key-help.ts");

const pathOf = (typeId: string, file: string): string =>
  `./types/${typeId}/${file}`;

async function load<T>(found: Found<T>, path: string): Promise<T | null> {
  return (await found[path]?.())?.default ?? null;
}

export const hasView = (typeId: string): boolean =>
  pathOf(typeId, "View.svelte") in views;

/** The view of a labeling type, or null when the type cannot be labeled. */
export const loadView = (
  typeId: string,
): Promise<Component<LabelingViewProps> | null> =>
  load(views, pathOf(typeId, "View.svelte"));

export const hasReview = (typeId: string): boolean =>
  pathOf(typeId, "Review.svelte") in reviews;

/** Quick Review of a labeling type; null when it has none. */
export const loadReview = (
  typeId: string,
): Promise<Component<ReviewProps> | null> =>
  load(reviews, pathOf(typeId, "Review.svelte"));

/** What Task Statistics show of this type alone; null when that is nothing. */
export const loadStatistics = (
  typeId: string,
): Promise<Component<StatisticsProps> | null> =>
  load(statistics, pathOf(typeId, "Statistics.svelte"));

/** The keys of a labeling type's view; null when it has none of its own. */
export const loadKeyHelp = (typeId: string): Promise<KeyHelp | null> =>
  load(helps, pathOf(typeId, "key-help.ts"));
