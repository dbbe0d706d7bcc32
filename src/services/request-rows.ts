/** The rows in a request, as JSON: the model reads them, since it knows its columns. Source: ExeML 1.13, 5.5. */
import type { RequestFile } from "./request-file.ts";

const bad = (message: string): RequestFile => ({ status: 400, message });

interface Body {
  readonly meta?: { readonly uuid?: unknown };
}

/** Never throws: what is wrong comes back with its status. */
export function rowsOf(contentType: string, body: ArrayBuffer): RequestFile {
  if (!contentType.startsWith("application/json"))
    return bad("Send application/json with rows as `data.req_data`");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    const uuid = (JSON.parse(text) as Body | null)?.meta?.uuid;
    return {
      file: new Blob([text], { type: "application/json" }),
      uuid: typeof uuid === "string" ? uuid : null,
    };
  } catch {
    return bad("The request's body cannot be read as JSON");
  }
}
