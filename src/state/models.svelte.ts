/** Registered models. */
import { AppError } from "#core/errors.ts";
import type { Model } from "#core/model.ts";
import { readBlob } from "#storage/blobs.ts";
import { deleteModel, listModels } from "#storage/models.ts";
import { listServices } from "#storage/services.ts";
import { trace } from "#storage/traces.ts";
import { importPackage, packModel } from "#workers/package.client.ts";
import { Live } from "./live.svelte.ts";

export class ModelList {
  readonly #rows = new Live<readonly Model[] | null>(listModels, null);

  get rows(): readonly Model[] | null {
    return this.#rows.current;
  }

  /** @throws AppError('format') while a service uses it (spec: ExeML 7). */
  readonly delete = async (model: Model): Promise<void> => {
    const user = (await listServices()).find(
      (service) => service.modelId === model.id,
    );
    if (user)
      throw new AppError(
        "format",
        `The service ${user.name} uses this model: delete the service first`,
        { service: user.name },
      );
    await deleteModel(model.id);
    await trace({
      name: "deleteModel",
      resourceType: "Model",
      resourceId: model.id,
      resourceName: model.name,
    });
  };

  /** The package of spec 4.2 as a zip. */
  readonly download = async (model: Model): Promise<Blob> => {
    const file = await packModel(model.id);
    await trace({
      name: "exportModel",
      resourceType: "Model",
      resourceId: model.id,
      resourceName: model.name,
    });
    return file;
  };

  /** @param given one zip, or the files of a folder with their paths. */
  readonly import = async (
    given: readonly { readonly path: string; readonly file: Blob }[],
  ): Promise<Model> => {
    const [one] = given;
    const isZip = given.length === 1 && /\.zip$/i.test(one?.path ?? "");
    const model = await importPackage(
      isZip && one ? one.file : given,
      one?.path.split("/")[0] ?? "",
    );
    await trace({
      name: "addModel",
      resourceType: "Model",
      resourceId: model.id,
      resourceName: model.name,
    });
    return model;
  };

  /** Text of one of its files, e.g. config.json. */
  readonly text = async (model: Model, path: string): Promise<string> => {
    const hash = model.files[path];
    return hash ? (await readBlob(hash)).text() : "";
  };
}
