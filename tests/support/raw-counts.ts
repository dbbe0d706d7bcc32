/** Counts of objects and labels from raw files, by nothing but patterns: no code of the product. */
import type { SourceFile } from "#labeling/contract.ts";

export interface Counts {
  readonly samples: number;
  readonly objects: number;
  readonly labels: readonly string[];
}

export const unique = (names: readonly string[]): string[] =>
  [...new Set(names)].sort();

export const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, group = ""]) => group);

export const pictures = (files: readonly SourceFile[]): number =>
  files.filter(({ path }) => /\.(jpe?g|png)$/i.test(path)).length;

export const voc = (samples: number, texts: readonly string[]): Counts => {
  // Parts of an object have names and boxes too.
  const all = texts.join("").replace(/<part>[^]*?<\/part>/g, "");
  return {
    samples,
    objects: matches(all, /(<object>)/g).length,
    labels: unique(matches(all, /<object>\s*<name>(.*?)<\/name>/g)),
  };
};

interface RawCoco {
  categories: { id: number; name: string }[];
  annotations: {
    category_id: number;
    bbox?: unknown;
    segments_info?: { category_id: number }[];
  }[];
}

export const coco = (samples: number, texts: readonly string[]): Counts => {
  const found = texts.flatMap((text) => {
    const { categories, annotations } = JSON.parse(text) as RawCoco;
    return annotations
      .flatMap(
        ({ segments_info: segments, ...one }) =>
          segments ?? (one.bbox ? [one] : []),
      )
      .map(
        ({ category_id: id }) =>
          categories.find((one) => one.id === id)?.name ?? "",
      );
  });
  return { samples, objects: found.length, labels: unique(found) };
};

export const yolo = (
  samples: number,
  texts: readonly string[],
  names: readonly string[],
): Counts => {
  const lines = texts
    .flatMap((text) => text.split("\n"))
    .filter((line) => line.trim());
  return {
    samples,
    objects: lines.length,
    labels: unique(
      lines.map((line) => names[Number(line.split(" ")[0])] ?? ""),
    ),
  };
};

/** `  3: name` lines of a YAML file, which here hold nothing else of that form. */
export const yamlNames = (text: string): string[] => {
  const names: string[] = [];
  for (const [, index, name] of text.matchAll(/^\s+(\d+): (.*?)\s*$/gm))
    names[Number(index)] = name ?? "";
  return names;
};

/** One file a picture. */
export const labelMe = (texts: readonly string[]): Counts => {
  const labels = texts.flatMap((text) =>
    (JSON.parse(text) as { shapes: { label: string }[] }).shapes.map(
      ({ label }) => label,
    ),
  );
  return {
    samples: texts.length,
    objects: labels.length,
    labels: unique(labels),
  };
};

/** One file a picture, an index of a name for each object. */
export const ade20k = (texts: readonly string[]): Counts => {
  const names = texts.flatMap((text) =>
    matches(text, /"name": "(.*?)",\s*"name_ndx"/g),
  );
  return {
    samples: texts.length,
    objects: names.length,
    labels: unique(names),
  };
};
