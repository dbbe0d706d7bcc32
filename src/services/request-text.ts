/** The text in a request: JSON, or plain text. Source: ExeML 1.13, 5.5. */
import type { RequestFile } from "./request-file.ts";

/** As a line of a dataset (data management 2.3). */
const MAX_TEXT_BYTES = 100 * 1024;

const bad = (message: string): RequestFile => ({ status: 400, message });

interface Body {
  readonly text?: unknown;
  readonly meta?: { readonly uuid?: unknown };
}

/** Never throws: what is wrong comes back with its status. */
export function textOf(contentType: string, body: ArrayBuffer): RequestFile {
  let text: unknown;
  let uuid: unknown;
  try {
    const raw = new TextDecoder("utf-8", { fatal: true }).decode(body);
    if (contentType.startsWith("application/json")) {
      const value = JSON.parse(raw) as Body | null;
      text = value?.text;
      uuid = value?.meta?.uuid;
    } else if (contentType.startsWith("text/plain")) text = raw;
    else return bad("Send application/json with `text`, or text/plain");
  } catch {
    return bad("The request's body cannot be read");
  }
  if (typeof text !== "string" || text.trim() === "")
    return bad("The JSON must hold the text as `text`");
  const file = new Blob([text], { type: "text/plain" });
  if (file.size > MAX_TEXT_BYTES)
    return { status: 413, message: "A text has at most 100 KB" };
  return { file, uuid: typeof uuid === "string" ? uuid : null };
}
