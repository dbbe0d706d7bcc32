import type { ValuePicture } from "#formats/value-picture.ts";
import type { SourceFile } from "#labeling/contract.ts";

/** A PNG as numbers. Its reader is loaded where there is one. */
export async function readMask(file: SourceFile): Promise<ValuePicture> {
  const { readPngValues } = await import("#formats/png-values.ts");
  const blob = file.blob ? await file.blob() : new Blob([await file.text()]);
  return readPngValues(new Uint8Array(await blob.arrayBuffer()));
}
