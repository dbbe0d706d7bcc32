/** `model.json` of TF.js: which format it is, and which weight files belong to it. */
import { AppError } from "#core/errors.ts";

export interface TfjsDescription {
  readonly format: "layers" | "graph";
  /** In the order of their bytes, relative to `model.json`. */
  readonly weightPaths: readonly string[];
}

interface ModelJson {
  readonly format?: unknown;
  readonly modelTopology?: Readonly<Record<string, unknown>>;
  readonly weightsManifest?: unknown;
}

function formatOf({
  format,
  modelTopology,
}: ModelJson): TfjsDescription["format"] {
  if (format === "layers-model") return "layers";
  if (format === "graph-model") return "graph";
  // Files of before 2019 name no format.
  if (modelTopology && "node" in modelTopology) return "graph";
  return "layers";
}

/** @throws AppError('model') when the text is not a TF.js model. */
export function readTfjsDescription(text: string): TfjsDescription {
  let json: ModelJson | null;
  try {
    json = JSON.parse(text) as ModelJson | null;
  } catch {
    throw new AppError("model", "`model.json` must be JSON, but is not");
  }
  const manifest = json?.weightsManifest;
  if (!json?.modelTopology || !Array.isArray(manifest))
    throw new AppError(
      "model",
      "`model.json` of a TF.js model must hold `modelTopology` and `weightsManifest`, but does not",
    );
  const weightPaths = manifest.flatMap((group: unknown) => {
    const { paths } = (group ?? {}) as { readonly paths?: unknown };
    return Array.isArray(paths) ? paths.map(String) : [];
  });
  return { format: formatOf(json), weightPaths };
}
