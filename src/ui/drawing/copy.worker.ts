/** Makes smaller copies of pictures: decoding and shrinking one of 12 megapixels keeps a thread busy for 100 ms. */
import type { PictureSize } from "#core/shape-geometry.ts";

export interface CopyTask {
  /** Of the file, in memory of the page. */
  readonly url: string;
  /** Most pixels of the longer side. */
  readonly side: number;
}

const within = ({ width, height }: PictureSize, side: number) => {
  const share = side / Math.max(width, height);
  return {
    resizeWidth: Math.max(1, Math.round(width * share)),
    resizeHeight: Math.max(1, Math.round(height * share)),
  };
};

/** Null for a picture that is not larger. */
async function copyOf({ url, side }: CopyTask): Promise<ImageBitmap | null> {
  const file = await (await fetch(url)).blob();
  const whole = await createImageBitmap(file);
  try {
    return Math.max(whole.width, whole.height) <= side
      ? null
      : await createImageBitmap(whole, {
          ...within(whole, side),
          resizeQuality: "medium",
        });
  } finally {
    whole.close();
  }
}

addEventListener("message", ({ data }: MessageEvent<CopyTask>) => {
  copyOf(data).then(
    (copy) => postMessage(copy, { transfer: copy ? [copy] : [] }),
    () => postMessage(null),
  );
});
