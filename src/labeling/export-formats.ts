import type { ExportFormat } from "./contract.ts";

/** For every type: the exporter writes the manifest itself. Source: data management 9.3. */
export const manifestTree: ExportFormat = {
  id: "manifest",
  name: "Manifest",
  losses: [
    "Colors, keys and order of the labels, and labels that no sample has, are left out",
  ],
  holdsProposals: true,
  place: ({ path, sideFiles }) => ({
    mediaPaths: [`data/${path}`],
    files: sideFiles,
  }),
};
