/** Where the one box of an exported file lies, by a look at its text alone: no reader of ours is asked. */
type Corners = readonly [
  xMin: number,
  yMin: number,
  xMax: number,
  yMax: number,
];
interface Size {
  readonly width: number;
  readonly height: number;
}

const numbersIn = (text: string): number[] =>
  [...text.matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/gi)].map(([one]) =>
    Number(one),
  );

const beside = ([x = 0, y = 0, w = 0, h = 0]: readonly number[]): Corners => [
  x,
  y,
  x + w,
  y + h,
];

function around(points: readonly number[]): Corners {
  const xs = points.filter((_, i) => i % 2 === 0);
  const ys = points.filter((_, i) => i % 2 === 1);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** What stands behind each of the names, up to the next tag, quote or bracket. */
const named = (text: string, ...names: readonly string[]): number[] =>
  names.map((name) =>
    Number(new RegExp(`${name}\\W+?(-?[\\d.]+)`).exec(text)?.[1]),
  );

const READERS: Readonly<
  Record<string, (texts: readonly string[], size: Size) => Corners>
> = {
  voc: (texts) => {
    const xml = texts.find((text) => text.includes("<xmin>")) ?? "";
    return named(xml, "<xmin", "<ymin", "<xmax", "<ymax") as unknown as Corners;
  },
  cvat: (texts) => {
    const xml = texts.find((text) => text.includes("xtl=")) ?? "";
    return named(xml, "xtl", "ytl", "xbr", "ybr") as unknown as Corners;
  },
  coco: (texts) => {
    const json = texts.find((text) => text.includes(`"bbox"`)) ?? "";
    return beside(numbersIn(/"bbox"\s*:\s*\[([^\]]*)/.exec(json)?.[1] ?? ""));
  },
  labelme: (texts) => {
    const json = texts.find((text) => text.includes(`"points"`)) ?? "";
    const points = /"points"\s*:\s*(\[[\s\S]*?\]\s*\])/.exec(json)?.[1] ?? "";
    return around(numbersIn(points));
  },
  labelStudio: (texts, { width, height }) => {
    const json = texts.find((text) => text.includes("rectanglelabels")) ?? "";
    const value = /"value"\s*:\s*\{[^}]*/.exec(json)?.[0] ?? "";
    const shares = named(value, `"x"`, `"y"`, `"width"`, `"height"`);
    return beside(
      shares.map((share, i) => (share / 100) * (i % 2 === 0 ? width : height)),
    );
  },
  csv: (texts) => {
    const table = texts.find((text) => /xmin/i.test(text)) ?? "";
    const [head = "", row = ""] = table.trim().split(/\r?\n/);
    const columns = head.toLowerCase().split(",");
    const cells = row.split(",");
    return ["xmin", "ymin", "xmax", "ymax"].map((name) =>
      Number(cells[columns.indexOf(name)]),
    ) as unknown as Corners;
  },
  yolo: (texts, { width, height }) => {
    const line = texts.find((text) => /^0( [\d.e-]+){4,}\s*$/.test(text)) ?? "";
    const shares = numbersIn(line).slice(1);
    const pixels = shares.map(
      (share, i) => share * (i % 2 === 0 ? width : height),
    );
    if (pixels.length > 4) return around(pixels);
    const [x = 0, y = 0, w = 0, h = 0] = pixels;
    return beside([x - w / 2, y - h / 2, w, h]);
  },
};

const READER_OF: Readonly<Record<string, string>> = {
  manifest: "voc",
  MA_PASCAL_VOC_V1: "voc",
  CVAT_IMAGES: "cvat",
  COCO: "coco",
  LABELME: "labelme",
  LABEL_STUDIO: "labelStudio",
  BOX_CSV: "csv",
  YOLO: "yolo",
  YOLO_ULTRALYTICS: "yolo",
  YOLO_SEGMENT: "yolo",
  YOLO_OBB: "yolo",
};

/** Pixels. @param texts all files that are no pictures. */
export function cornersInText(
  exporterId: string,
  texts: readonly string[],
  size: Size,
): Corners {
  const reader = READERS[READER_OF[exporterId] ?? ""];
  if (!reader) throw new Error(`Nobody looks into ${exporterId}`);
  return reader(texts, size);
}
