/** Which layer of `src` may import which, and through which files. */
const bottom = ["core", "messages"];
const middle = ["formats", "media", "ml", "analysis", "storage", "ui"];

/** Layer -> what it may import besides itself. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  messages: ["core"],
  ...Object.fromEntries(middle.map((layer) => [layer, bottom])),
  labeling: [...bottom, "formats", "ml", "analysis", "ui"],
  workers: [
    ...bottom,
    "formats",
    "media",
    "ml",
    "analysis",
    "storage",
    "labeling",
  ],
  jobs: [...bottom, "storage", "workers", "labeling"],
  services: [...bottom, "storage", "analysis", "jobs", "workers", "labeling"],
  exeml: [
    ...bottom,
    "storage",
    "analysis",
    "jobs",
    "workers",
    "labeling",
    "services",
  ],
  state: [
    ...bottom,
    "storage",
    "jobs",
    "services",
    "exeml",
    "workers",
    "labeling",
  ],
  pages: [...bottom, "ui", "labeling", "state"],
  app: [
    ...bottom,
    "ui",
    "state",
    "pages",
    "jobs",
    "services",
    "exeml",
    "storage",
    "workers",
    "labeling",
  ],
  main: [
    "app",
    "ui",
    ...bottom,
    "state",
    "workers",
    "jobs",
    "services",
    "exeml",
  ],
  "service-worker": ["core", "services"],
};

/** Parts of a layer that its neighbours above may see. */
export const doors: readonly {
  readonly from: readonly string[];
  readonly to: string;
  readonly files: RegExp;
}[] = [
  {
    from: ["jobs", "services", "exeml", "state"],
    to: "workers",
    files: /\.client\.ts$|^rpc\.ts$/,
  },
  {
    from: ["workers"],
    to: "labeling",
    files:
      /^(contract|learning-contract|registry|stages|trainers|predictors|usable-annotations)\.ts$/,
  },
  {
    from: ["jobs", "services", "exeml"],
    to: "labeling",
    files: /^(contract|registry)\.ts$/,
  },
  {
    from: ["state"],
    to: "labeling",
    files:
      /^(contract|labeling-store|gallery\/drawn-shapes|registry|selection|session\.svelte|view-contract)\.ts$/,
  },
  {
    from: ["pages"],
    to: "labeling",
    files:
      /^(contract|read-together\.svelte|registry|views|view-contract)\.ts$|^review\/Outlines\.svelte$/,
  },
  { from: ["service-worker"], to: "services", files: /^protocol\.ts$/ },
];

/** Packages that one layer alone may import. */
export const soleImporter: readonly (readonly [RegExp, RegExp])[] = [
  [/^dexie/, /^(storage\/|state\/live(-counts)?\.svelte)/],
  [/^@tensorflow\//, /^(ml\/|labeling\/types\/[^/]+\/)/],
  [/^onnxruntime-web/, /^ml\//],
  [/^(fflate|@zip\.js)/, /^formats\/zip/],
  [/^fast-xml-parser/, /^formats\//],
];
