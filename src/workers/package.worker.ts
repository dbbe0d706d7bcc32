/** Model packages: `<name>/model/...` as a zip, and back. Source: ExeML 4.2. */
import { expose } from "comlink";
import { backboneHash } from "#core/backbone.ts";
import { AppError } from "#core/errors.ts";
import { newId, type BlobHash, type ModelId } from "#core/ids.ts";
import { type Model, typeOfAlgorithm } from "#core/model.ts";
import { outdatedReason, type ModelAge } from "#core/outdated-model.ts";
import { readZip } from "#formats/zip-read.ts";
import { ArchiveWriter } from "#formats/zip-write.ts";
import { readBlob, writeBlobs } from "#storage/blobs.ts";
import { addModel, getModel, listModels } from "#storage/models.ts";
import { installTransferHandlers } from "./rpc.ts";

interface Config {
  readonly model_algorithm?: string;
  readonly metrics?: Model["metrics"];
}

const RUNNABLE = "model.json";

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

async function unpack(archive: Blob, fileName: string): Promise<Model> {
  const files = new Map<string, Blob>();
  let name =
    fileName
      .replace(/\.zip$/i, "")
      .replace(/[^\p{L}\p{N}_-]/gu, "_")
      .slice(0, 64) || "model";
  for await (const entry of readZip(archive, fileName, () => undefined)) {
    const found = /^(?:(.+?)\/)?model\/(.+)$/.exec(entry.path);
    if (!found?.[2]) continue;
    name = found[1]?.split("/").at(-1) ?? name;
    files.set(found[2], await entry.read());
  }
  const text = async (path: string): Promise<string | undefined> =>
    files.get(path)?.text();
  if (!files.has("config.json"))
    throw new AppError("format", "The package must hold `model/config.json`", {
      file: fileName,
    });
  const config = parsed<Config>(await text("config.json"), "config.json");
  const isRunnable = files.has(RUNNABLE);
  const description = isRunnable
    ? parsed<Description>(await text(RUNNABLE), RUNNABLE)
    : {};
  const statusReason = isRunnable
    ? outdatedReason(description)
    : "Not runnable in browser: the package holds no model that Gleaner wrote";
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
