/** JSON inside a model's files: people and other programs may have written it. */
import { AppError } from "#core/errors.ts";

/**
 * @param name of the file, for the message.
 * @returns its members, each of which may be anything; none where the JSON is no object.
 * @throws AppError('model') when it is no JSON, with what the parser says of the place.
 */
export function modelJson(bytes: Uint8Array, name: string): object {
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Object(read) as object;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError("model", `${name} of the model is not JSON: ${why}`, {
      file: name,
    });
  }
}
