/** The picture in a request: a multipart file, or base64 in JSON. Source: ExeML 5.4, 5.5, decision 21. */
const MAX_IMAGE_BYTES = 8 * 1024 * 1024;
const KEYS = ["images", "image"] as const;

/** The sample in a request, or why there is none. */
export type RequestPicture =
  | { readonly file: Blob; readonly uuid: string | null }
  | { readonly status: 400 | 413; readonly message: string };

const bad = (message: string): RequestPicture => ({ status: 400, message });

function checked(file: Blob, uuid: string | null): RequestPicture {
  if (file.size > MAX_IMAGE_BYTES)
    return {
      status: 413,
      message: `A picture has at most 8 MB, this one has ${(file.size / 1024 / 1024).toFixed(1)} MB`,
    };
  return file.size === 0 ? bad("The picture is empty") : { file, uuid };
}

async function multipart(
  contentType: string,
  body: ArrayBuffer,
): Promise<RequestPicture> {
  const form = await new Response(body, {
    headers: { "Content-Type": contentType },
  }).formData();
  const file = KEYS.map((key) => form.get(key)).find(
    (value) => value instanceof Blob,
  );
  return file instanceof Blob
    ? checked(file, null)
    : bad("The form must hold the picture as `images`");
}

function base64(body: ArrayBuffer): RequestPicture {
  const value = JSON.parse(new TextDecoder().decode(body)) as Readonly<
    Record<string, unknown>
  >;
  const text = KEYS.map((key) => value[key]).find(
    (one) => typeof one === "string",
  );
  if (typeof text !== "string")
    return bad("The JSON must hold the picture as base64 in `images`");
  const meta = value["meta"] as { readonly uuid?: unknown } | undefined;
  const bytes = Uint8Array.from(
    atob(text.replace(/^data:[^,]*,/, "")),
    (char) => char.charCodeAt(0),
  );
  return checked(
    new Blob([bytes]),
    typeof meta?.uuid === "string" ? meta.uuid : null,
  );
}

/** Never throws: what is wrong comes back with its status. */
export async function pictureOf(
  contentType: string,
  body: ArrayBuffer,
): Promise<RequestPicture> {
  try {
    if (contentType.startsWith("multipart/form-data"))
      return await multipart(contentType, body);
    if (contentType.startsWith("application/json")) return base64(body);
    return bad(
      "Send multipart/form-data with `images`, or application/json with base64",
    );
  } catch {
    return bad("The request's body cannot be read");
  }
}
