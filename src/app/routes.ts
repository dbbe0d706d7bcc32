/** Which page belongs to which address; each is loaded when it is first visited. */
import type { Component } from "svelte";
import { matchRoute } from "#state/route-pattern.ts";

export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}
type Page = Component<PageProps>;
/** What a page file gives: its props are not known here, see `findRoute`. */
type Load = () => Promise<{ readonly default: unknown }>;

const routes: readonly (readonly [pattern: string, load: Load])[] = [
  ["/", () => import("#pages/home/HomePage.svelte")],
  ["/datasets", () => import("#pages/datasets/DatasetsPage.svelte")],
  ["/datasets/:id", () => import("#pages/dataset/DatasetPage.svelte")],
  ["/label", () => import("#pages/label/LabelDataPage.svelte")],
  ["/label/:id", () => import("#pages/label/LabelingJobPage.svelte")],
  ["/exeml", () => import("#pages/exeml/ExemlPage.svelte")],
  ["/exeml/:id", () => import("#pages/exeml/ProjectPage.svelte")],
  [
    "/exeml/:id/evaluation/:trainingId",
    () => import("#pages/exeml/EvaluationPage.svelte"),
  ],
  [
    "/exeml/:id/evaluation/:trainingId/labels/:label",
    () => import("#pages/exeml/LabelPage.svelte"),
  ],
  ["/models", () => import("#pages/models/ModelsPage.svelte")],
  ["/models/:name", () => import("#pages/models/ModelPage.svelte")],
  ["/services", () => import("#pages/services/ServicesPage.svelte")],
  ["/services/:id", () => import("#pages/services/ServicePage.svelte")],
  ["/settings", () => import("#pages/settings/SettingsPage.svelte")],
  ["/settings/storage", () => import("#pages/settings/StoragePage.svelte")],
  ["/settings/backbones", () => import("#pages/settings/BackbonesPage.svelte")],
  ["/settings/audit", () => import("#pages/settings/AuditPage.svelte")],
  ["/settings/licenses", () => import("#pages/settings/LicensesPage.svelte")],
  ["/help", () => import("#pages/help/HelpPage.svelte")],
];

export interface FoundRoute {
  readonly pattern: string;
  readonly params: Readonly<Record<string, string>>;
  readonly load: () => Promise<Page>;
}

/** The page of an address, or null when there is none. */
export function findRoute(path: string): FoundRoute | null {
  for (const [pattern, load] of routes) {
    const params = matchRoute(pattern, path);
    if (!params) continue;
    // Pages that need no parameters declare no props, which is no `Page` to the compiler.
    return {
      pattern,
      params,
      load: async () => (await load()).default as Page,
    };
  }
  return null;
}
