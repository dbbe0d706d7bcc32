/** Model packages: `<name>/model/...` as a zip, and back, also as a folder. Source: ExeML 4.2. */
import { expose } from "comlink";
import { backboneHash } from "#core/backbone.ts";
import { AppError, toAppError } from "#core/errors.ts";
import { newId, type BlobHash, type ModelId } from "#core/ids.ts";
import { type Model, typeOfAlgorithm } from "#core/model.ts";
import { outdatedReason, type ModelAge } from "#core/outdated-model.ts";
import { readZip } from "#formats/zip-read.ts";
import { ArchiveWriter } from "#formats/zip-write.ts";
import { loadPredictor } from "#labeling/predictors.ts";
import { readPicture } from "#media/read-picture.ts";
import { readPixels } from "#media/read-pixels.ts";
import { readSound } from "#media/read-sound.ts";
import { readBlob, writeBlobs } from "#storage/blobs.ts";
import { addModel, getModel, listModels } from "#storage/models.ts";
import { readBackbone } from "./read-backbone.ts";
import { installTransferHandlers } from "./rpc.ts";

interface Config {
  readonly model_algorithm?: string;
  readonly metrics?: Model["metrics"];
}

const RUNNABLE = "model.json";
/** The package's own folder, and the path inside its `model/`. */
const PLACE = /^(?:(.+?)\/)?model\/(.+)$/;

/** A file of a package that lies in a folder. */
export interface PackageFile {
  readonly path: string;
  readonly file: Blob;
}

/** What is read of `model.json` before the model is used. */
interface Description extends ModelAge {
  readonly labels?: readonly string[];
  readonly backbone?: string;
  readonly backboneName?: string;
}

/** The added backbone that the model was trained on, on this device or another. */
function backboneOf({
  backbone: id = "",
  backboneName: name = id,
}: Description): Pick<Model, "backbone"> {
  const hash = backboneHash(id);
  return hash ? { backbone: { id, hash, name } } : {};
}

async function pack(id: ModelId): Promise<Blob> {
  const model = await getModel(id);
  if (!model)
    throw new AppError("storage", "The model was deleted", {
      reason: "missing",
    });
  const parts: BlobPart[] = [];
  const zip = new ArchiveWriter(
    new WritableStream({
      write: (chunk: Uint8Array) => void parts.push(chunk.slice()),
    }),
  );
  for (const [path, hash] of Object.entries(model.files))
    await zip.addFile(`${model.name}/model/${path}`, await readBlob(hash));
  await zip.close();
  return new Blob(parts, { type: "application/zip" });
}

function parsed<T>(text: string | undefined, path: string): T {
  try {
    return JSON.parse(text ?? "") as T;
  } catch {
    throw new AppError("format", `\`model/${path}\` must be JSON`, {
      file: path,
    });
  }
}

const NOT_RUNNABLE = "Not runnable in browser: ";

/** Why the model cannot be opened as a service would, or null. */
async function failure(
  files: ReadonlyMap<string, Blob>,
  typeId: string,
): Promise<string | null> {
  try {
    const bytes = await Promise.all(
      [...files].map(
        async ([path, file]) =>
          [path, new Uint8Array(await file.arrayBuffer())] as const,
      ),
    );
    const predictor = await loadPredictor(typeId);
    const loaded = await predictor.load(
      { files: Object.fromEntries(bytes) },
      "cpu",
      { readPixels, readPicture, readSound, readBackbone },
    );
    loaded.dispose();
    return null;
  } catch (error) {
    const { code, message, detail } = toAppError(error);
    // The model is whole: a backbone that is not here yet can be added.
    if (code === "storage" && detail["reason"] === "missing") return null;
    return `${NOT_RUNNABLE}${message}`;
  }
}

/** What `model.json` says, and why the model cannot be run here; null when it can. */
async function judged(
  files: ReadonlyMap<string, Blob>,
  typeId: string,
): Promise<{
  readonly description: Description;
  readonly reason: string | null;
}> {
  const text = await files.get(RUNNABLE)?.text();
  if (text === undefined) {
    const reason = `${NOT_RUNNABLE}the package holds no model that Gleaner wrote`;
    return { description: {}, reason };
  }
  const written = parsed<Description | null>(text, RUNNABLE) ?? {};
  if ("modelTopology" in written || "weightsManifest" in written) {
    const reason = `${NOT_RUNNABLE}\`model.json\` is a TF.js model of another tool; Gleaner runs models that it has trained`;
    return { description: {}, reason };
  }
  const reason = outdatedReason(written) ?? (await failure(files, typeId));
  return { description: written, reason };
}

/** Files of a package by their paths: out of a zip, or of a folder as it is. */
async function* filesOf(
  given: Blob | readonly PackageFile[],
  fileName: string,
): AsyncGenerator<PackageFile> {
  if (given instanceof Blob) {
    for await (const entry of readZip(given, fileName, () => undefined))
      if (PLACE.test(entry.path))
        yield { path: entry.path, file: await entry.read() };
  } else yield* given;
}

async function unpack(
  given: Blob | readonly PackageFile[],
  fileName: string,
): Promise<Model> {
  const files = new Map<string, Blob>();
  const roots = new Set<string>();
  for await (const { path, file } of filesOf(given, fileName)) {
    const [, root = "", inside] = PLACE.exec(path) ?? [];
    if (!inside) continue;
    roots.add(root);
    files.set(inside, file);
  }
  if (roots.size > 1)
    throw new AppError(
      "format",
      `A package must hold one folder \`model\`, but there are ${String(roots.size)}: ${[...roots].join(", ")}`,
      { file: fileName },
    );
  const [root = ""] = roots;
  const name =
    root.split("/").at(-1) ||
    fileName
      .replace(/\.zip$/i, "")
      .replace(/[^\p{L}\p{N}_-]/gu, "_")
      .slice(0, 64) ||
    "model";
  const text = async (path: string): Promise<string | undefined> =>
    files.get(path)?.text();
  if (!files.has("config.json"))
    throw new AppError("format", "The package must hold `model/config.json`", {
      file: fileName,
    });
  const config = parsed<Config>(await text("config.json"), "config.json");
  const { description, reason: statusReason } = await judged(
    files,
    typeOfAlgorithm(config.model_algorithm ?? ""),
  );
  const stored = await writeBlobs([...files.values()]);
  const hashes = Object.fromEntries(
    [...files.keys()].map((path, i) => [
      path,
      stored[i]?.hash ?? ("" as BlobHash),
    ]),
  );
  const taken = (await listModels()).filter((model) => model.name === name);
  const last = Math.max(
    0,
    ...taken.map(({ version }) =>
      Number(/^0\.0\.(\d+)$/.exec(version)?.[1] ?? 0),
    ),
  );
  const model: Model = {
    id: newId<ModelId>(),
    name,
    version: `0.0.${String(last + 1)}`,
    description: "",
    labelingType: typeOfAlgorithm(config.model_algorithm ?? ""),
    labels: description.labels ?? [],
    source: "Import",
    projectId: null,
    trainingId: null,
    createdAt: Date.now(),
    status: statusReason === null ? "Normal" : "abnormal",
    statusReason,
    metrics: config.metrics ?? null,
    bytes: stored.reduce((sum, { bytes }) => sum + bytes, 0),
    ...backboneOf(description),
    files: hashes,
  };
  await addModel(model);
  return model;
}

const api = { pack, unpack };
export type PackageApi = typeof api;

installTransferHandlers();
expose(api);
