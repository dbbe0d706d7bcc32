/** Paths of recordings: in a folder that is the label, which importers read as such. */
export function recordedPath(
  { name, label }: { readonly name: string; readonly label: string },
  number: number,
): string {
  const plain = (text: string): string =>
    text.trim().replace(/[\\/:*?"<>|]/g, "-");
  const file = `${plain(name) || "recording"}-${String(number).padStart(3, "0")}.wav`;
  const folder = plain(label);
  return folder === "" ? file : `${folder}/${file}`;
}
