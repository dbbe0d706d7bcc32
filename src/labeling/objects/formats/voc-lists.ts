/** PASCAL VOC's lists: which pictures are learned from, and which are for validation. */
import { usageOfName } from "#formats/picture-labels.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { fileName } from "#labeling/media-files.ts";
import { withSuffix } from "../look.ts";
import type { ReadContext } from "../picture-format.ts";

const LISTS = /(^|\/)ImageSets\/[^/]+\/(train|val|test)\.txt$/i;

/** `ImageSets/Main/train.txt` and its like name the pictures of a part, without suffix. */
export async function readLists(
  files: readonly SourceFile[],
  { finder, usages }: ReadContext,
): Promise<void> {
  for (const file of withSuffix(files, LISTS)) {
    const usage = usageOfName(fileName(file.path));
    if (!usage) continue;
    for (const line of (await file.text()).split("\n")) {
      const [name = ""] = line.trim().split(/\s/);
      if (name === "") continue;
      // Masks of other folders have the same name.
      const found = finder.find(`JPEGImages/${name}`, file.path);
      if (typeof found === "string") usages.set(found, usage);
    }
  }
}
