import type { ExportFormat } from "./contract.ts";

/** Everything, for every type: the exporter writes the manifest itself. Source: data management 9.3. */
export const manifestTree: ExportFormat = {
  id: "manifest",
  name: "Manifest",
  losses: [],
  place: ({ path, sideFiles }) => ({
    mediaPaths: [`data/${path}`],
    files: sideFiles,
  }),
};
