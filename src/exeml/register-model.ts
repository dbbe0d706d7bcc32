/** A trained run becomes a version of a registered model. Source: ExeML 1.11, 4.1. */
import { AppError } from "#core/errors.ts";
import type { ModelId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import type { Project } from "#core/project.ts";
import { figureOf, type TrainingRun } from "#core/training.ts";
import { getBackbone } from "#storage/backbones.ts";
import { blobSizes, readBlob } from "#storage/blobs.ts";
import { addModel, getModel, listModels } from "#storage/models.ts";
import { trace } from "#storage/traces.ts";
import { updateTrainingRun } from "#storage/trainings.ts";

/** `0.0.1`, `0.0.2` ...: one more than the highest of this name. */
export function nextModelVersion(taken: readonly string[]): string {
  const last = Math.max(
    0,
    ...taken.map((version) => Number(/^0\.0\.(\d+)$/.exec(version)?.[1] ?? 0)),
  );
  return `0.0.${String(last + 1)}`;
}

/** The guide's figures, as the model's own configuration file has them. Source: ExeML 4.3. */
async function metricsIn(
  files: NonNullable<TrainingRun["modelFiles"]>,
): Promise<Model["metrics"]> {
  const hash = files["config.json"];
  if (!hash) return null;
  const config = JSON.parse(await (await readBlob(hash)).text()) as {
    readonly metrics?: Model["metrics"];
  };
  return config.metrics ?? null;
}

/** @param id the phase's run id: registering twice gives the same model. */
export async function registerModel(
  project: Project,
  run: TrainingRun,
  id: ModelId,
): Promise<Model> {
  const known = await getModel(id);
  if (known) return known;
  const { modelFiles, evaluation } = run;
  if (!modelFiles || !evaluation)
    throw new AppError("model", "The training round has no model to register");
  const name = `model-${project.name}`.slice(0, 64);
  const versions = (await listModels())
    .filter((model) => model.name === name)
    .map(({ version }) => version);
  const hashes = Object.values(modelFiles);
  const backbone = await getBackbone(run.options.backbone);
  const model: Model = {
    id,
    name,
    version: nextModelVersion(versions),
    description: "",
    labelingType: project.type,
    labels: evaluation.kind === "regression" ? [] : evaluation.labels,
    source: "Training job",
    projectId: project.id,
    trainingId: run.id,
    createdAt: Date.now(),
    status: "Normal",
    statusReason: null,
    metrics: await metricsIn(modelFiles),
    figure: figureOf(evaluation),
    bytes: (await blobSizes(hashes)).reduce((sum, bytes) => sum + bytes, 0),
    ...(backbone && {
      backbone: {
        id: backbone.id,
        hash: backbone.hash,
        name: backbone.name,
      },
    }),
    files: modelFiles,
  };
  await addModel(model);
  await updateTrainingRun(run.id, { modelId: id });
  await trace({
    name: "addModel",
    resourceType: "Model",
    resourceId: id,
    resourceName: `${name} ${model.version}`,
  });
  return model;
}
