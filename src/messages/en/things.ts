/** What a labeling job is of, by data type: `3 images`, `1 text`. */
const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  image: ["image", "images"],
  text: ["text", "texts"],
  audio: ["recording", "recordings"],
};

export const thing = (kind = "image"): string => NAMES[kind]?.[0] ?? "sample";

export function things(n: number, kind = "image"): string {
  const [one, many] = NAMES[kind] ?? ["sample", "samples"];
  return n === 1 ? `1 ${one}` : `${n.toLocaleString("en")} ${many}`;
}
