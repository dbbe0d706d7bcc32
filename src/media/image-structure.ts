/** What is unusual about a picture, but fine. */
export type ImageNote =
  "animated" | "cmyk" | "grayscale" | "palette" | "sixteen_bits";

export interface ImageStructure {
  /** As stored, before EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** EXIF 1-8; 5-8 swap width and height. */
  readonly orientation: number;
  readonly notes: readonly ImageNote[];
  /** Why it cannot be used, in words; null = whole. */
  readonly damage: string | null;
}

/** Width and height as a person sees the picture. */
export const orientedSize = ({
  width,
  height,
  orientation,
}: ImageStructure): { readonly width: number; readonly height: number } =>
  orientation >= 5 ? { width: height, height: width } : { width, height };

/** Facts gathered while a file is walked through. */
export class StructureDraft {
  width = 0;
  height = 0;
  orientation = 1;
  readonly notes: ImageNote[] = [];

  finish(damage: string | null): ImageStructure {
    const { width, height, orientation, notes } = this;
    const isEmpty = width <= 0 || height <= 0;
    const found = damage ?? (isEmpty ? "it has no size" : null);
    return { width, height, orientation, notes, damage: found };
  }
}
