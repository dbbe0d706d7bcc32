import type { ExportFormat, ExportRun } from "./contract.ts";

/** The start of an export whose samples need to know nothing of each other. */
export const eachAlone =
  <A>(place: ExportRun<A>["place"]): ExportFormat<A>["begin"] =>
  () => ({ place });

/** For every type: the exporter writes the manifest itself. Source: data management 9.3. */
export const manifestTree: ExportFormat = {
  id: "manifest",
  name: "Manifest",
  losses: [],
  holdsProposals: true,
  begin: eachAlone(({ path, sideFiles }) => ({
    mediaPaths: [`data/${path}`],
    files: sideFiles,
  })),
};
