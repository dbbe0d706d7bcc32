/** One at a time: a 48 megapixel photo takes 200 MB while it is decoded. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * A small JPEG of a picture, as a person sees it (EXIF applied), for when no stored thumbnail
 * exists. Never draws on a canvas larger than `side`.
 * @param side longest side of the result, pixels; smaller pictures keep their size.
 * @returns null when this browser cannot decode the file.
 */
export function shrinkPicture(blob: Blob, side: number): Promise<Blob | null> {
  const mine = turn.then(
    () => shrink(blob, side),
    () => shrink(blob, side),
  );
  turn = mine;
  return mine;
}

async function shrink(blob: Blob, side: number): Promise<Blob | null> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob, {
      imageOrientation: "from-image",
      resizeWidth: side,
      resizeQuality: "medium",
    });
  } catch {
    return null;
  }
  // With the width alone given the height follows; a tall picture still has to come down.
  const scale = Math.min(1, side / bitmap.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
}
