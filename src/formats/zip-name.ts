/** Names inside archives: their encoding, and whether they are safe to use as paths. */

/**
 * Whether bytes above 127 look like Chinese text in GBK: most of them are pairs in the area of
 * common characters. Western names in code page 437 have single bytes between ASCII letters.
 */
export function looksLikeGbk(raw: Uint8Array): boolean {
  let [pairs, common] = [0, 0];
  for (let i = 0; i < raw.length; i += 1) {
    const lead = raw[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = raw[i + 1] ?? 0;
    pairs += 1;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) common += 1;
    i += 1;
  }
  return common * 2 > pairs;
}

/** Null where the bytes are not valid in the encoding. */
export function decodedAs(raw: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(raw);
  } catch {
    return null;
  }
}

/**
 * A name whose archive does not say that it is UTF-8: many write UTF-8 all the same, Chinese
 * Windows writes GBK, and the standard says code page 437.
 * @param fallback the name read as code page 437.
 */
export function decodeZipName(raw: Uint8Array, fallback: string): string {
  if (raw.every((byte) => byte < 128)) return fallback;
  return (
    decodedAs(raw, "utf-8") ??
    (looksLikeGbk(raw) ? decodedAs(raw, "gb18030") : null) ??
    fallback
  );
}

/** `/` separated, without `./` and empty parts. Backslashes are Windows' separators. */
export function cleanZipPath(name: string): string {
  return name
    .replaceAll("\\", "/")
    .replace(/^(\.\/)+/, "")
    .replace(/\/(\.?\/)+/g, "/");
}

/** Why a path is refused, in words, or null. @param path from `cleanZipPath`. */
export function unsafeZipPath(path: string): string | null {
  if (path === "") return "a file needs a name";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path))
    return "names in archives are relative";
  if (path.split("/").includes(".."))
    return "names in archives must not leave their folder";
  return /[\u0000-\u001f]/.test(path)
    ? "names hold no control characters"
    : null;
}

/** Files that systems leave behind. */
export const ZIP_LITTER =
  /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;
