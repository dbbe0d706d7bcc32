/** A real photo, stored turned in each of the eight ways of EXIF. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { probeImage } from "#media/image-check.ts";
import { dataFolder } from "./data-folder.ts";

/** A JPEG's segment of EXIF whose first directory has the orientation alone, high byte first. */
const segment = (orientation: number): number[] => [
  ...[0xff, 0xe1, 0, 34],
  ...new TextEncoder().encode("Exif\0\0MM\0*"),
  ...[0, 0, 0, 8, 0, 1],
  ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0, orientation, 0, 0],
  ...[0, 0, 0, 0],
];

/** A decoder turns what is shown. @returns the size as it is shown, too. */
export function turnedPhoto(orientation: number): {
  readonly photo: Uint8Array<ArrayBuffer>;
  readonly size: { readonly width: number; readonly height: number };
} {
  const plain = readFileSync(join(dataFolder, "odd_images/app13-multiple.jpg"));
  const start = plain.subarray(0, 2);
  const photo = new Uint8Array([
    ...start,
    ...segment(orientation),
    ...plain.subarray(2),
  ]);
  const stored = probeImage(photo).structure;
  if (stored?.orientation !== orientation || stored.width === stored.height)
    throw new Error("The photo cannot be turned");
  const { width, height } = stored;
  const size =
    orientation > 4 ? { width: height, height: width } : { width, height };
  return { photo, size };
}
