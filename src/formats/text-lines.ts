/** A line longer than this is no manifest line but a file of another kind. */
const MAX_LINE = 100 * 1024 * 1024;

/**
 * The lines of a UTF-8 file as a stream, so that memory does not grow with the file. Line ends
 * are LF, CRLF or CR LF in any mix; a byte order mark is left out.
 * @param longest characters of a line; the lines end with the first that is longer, cut off.
 */
export async function* textLines(
  file: Blob,
  longest = MAX_LINE,
): AsyncGenerator<string> {
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream("utf-8"))
    .getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const [first = "", ...others] = value.split("\n");
      // Only what is new is looked through: a long line comes in many pieces.
      const parts = [rest + first, ...others];
      rest = parts.pop() ?? "";
      for (const line of parts) yield line.replace(/\r$/, "");
      if (rest.length > longest) break;
    }
  } finally {
    await reader.cancel();
  }
  if (rest !== "") yield rest.replace(/\r$/, "");
}
