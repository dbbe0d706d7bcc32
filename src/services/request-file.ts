/** The picture or sound in a request: a multipart file, or base64 in JSON. Source: ExeML 5.4, 5.5, decision 21. */
import { MAX_ASKED_BYTES } from "#core/service.ts";

interface Wanted {
  readonly noun: string;
  /** Names of the field, the one that is told first. */
  readonly keys: readonly [string, ...string[]];
}

const PICTURE: Wanted = { noun: "picture", keys: ["images", "image"] };
const SOUND: Wanted = { noun: "sound", keys: ["audio", "sound", "file"] };

/** The sample in a request, or why there is none. */
export type RequestFile =
  | { readonly file: Blob; readonly uuid: string | null }
  | { readonly status: 400 | 413; readonly message: string };

const bad = (message: string): RequestFile => ({ status: 400, message });

function checked(
  { noun }: Wanted,
  file: Blob,
  uuid: string | null,
): RequestFile {
  if (file.size > MAX_ASKED_BYTES)
    return {
      status: 413,
      message: `A ${noun} has at most 8 MB, this one has ${(file.size / 1024 / 1024).toFixed(1)} MB`,
    };
  return file.size === 0 ? bad(`The ${noun} is empty`) : { file, uuid };
}

async function multipart(
  wanted: Wanted,
  contentType: string,
  body: ArrayBuffer,
): Promise<RequestFile> {
  const form = await new Response(body, {
    headers: { "Content-Type": contentType },
  }).formData();
  const file = wanted.keys
    .map((key) => form.get(key))
    .find((value) => value instanceof Blob);
  return file instanceof Blob
    ? checked(wanted, file, null)
    : bad(`The form must hold the ${wanted.noun} as \`${wanted.keys[0]}\``);
}

function base64(wanted: Wanted, body: ArrayBuffer): RequestFile {
  const value = JSON.parse(new TextDecoder().decode(body)) as Readonly<
    Record<string, unknown>
  >;
  const text = wanted.keys
    .map((key) => value[key])
    .find((one) => typeof one === "string");
  if (typeof text !== "string")
    return bad(
      `The JSON must hold the ${wanted.noun} as base64 in \`${wanted.keys[0]}\``,
    );
  const meta = value["meta"] as { readonly uuid?: unknown } | undefined;
  const bytes = Uint8Array.from(
    atob(text.replace(/^data:[^,]*,/, "")),
    (char) => char.charCodeAt(0),
  );
  return checked(
    wanted,
    new Blob([bytes]),
    typeof meta?.uuid === "string" ? meta.uuid : null,
  );
}

async function fileOf(
  wanted: Wanted,
  contentType: string,
  body: ArrayBuffer,
): Promise<RequestFile> {
  try {
    if (contentType.startsWith("multipart/form-data"))
      return await multipart(wanted, contentType, body);
    if (contentType.startsWith("application/json")) return base64(wanted, body);
    return bad(
      `Send multipart/form-data with \`${wanted.keys[0]}\`, or application/json with base64`,
    );
  } catch {
    return bad("The request's body cannot be read");
  }
}

/** Never throws: what is wrong comes back with its status. */
export const pictureOf = (
  contentType: string,
  body: ArrayBuffer,
): Promise<RequestFile> => fileOf(PICTURE, contentType, body);

/** As `pictureOf`. */
export const soundOf = (
  contentType: string,
  body: ArrayBuffer,
): Promise<RequestFile> => fileOf(SOUND, contentType, body);
