/** Characters that XML 1.0 cannot hold at all, even as references. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** For contents of elements and values of attributes. */
export const escapeXml = (text: string): string =>
  text
    .replace(FORBIDDEN, "")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** The five entities that `escapeXml` writes. */
export const unescapeXml = (text: string): string =>
  text.replace(
    /&(?:amp|lt|gt|quot|apos);/g,
    (entity) =>
      Object.keys(ENTITIES).find((key) => ENTITIES[key] === entity) ?? entity,
  );
