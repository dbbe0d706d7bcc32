/** The layers of the source and the rules of the house, read from the files themselves. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const source = join(import.meta.dirname, "..", "src");
const MAX_LINES = 300;
const MAX_MEDIAN = 100;

const bottom = ["core", "messages"];
const middle = ["formats", "media", "ml", "analysis", "storage", "ui"];

/** Layer -> what it may import besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
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
  main: ["app", ...bottom, "state", "workers", "jobs", "services", "exeml"],
  "service-worker": ["core", "services"],
};

/** Parts of a layer that its neighbours above may see. */
const doors: readonly {
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
    files: /^(contract|registry|trainers|predictors)\.ts$/,
  },
  {
    from: ["jobs", "services", "exeml"],
    to: "labeling",
    files: /^(contract|registry)\.ts$/,
  },
  {
    from: ["state"],
    to: "labeling",
    files: /^(contract|registry|selection|session\.svelte|view-contract)\.ts$/,
  },
  {
    from: ["pages"],
    to: "labeling",
    files: /^(contract|registry|views|view-contract)\.ts$/,
  },
  { from: ["service-worker"], to: "services", files: /^protocol\.ts$/ },
];

/** Packages that one layer alone may import. */
const soleImporter: readonly (readonly [RegExp, RegExp])[] = [
  [/^dexie/, /^(storage\/|state\/live\.svelte)/],
  [/^@tensorflow\//, /^(ml\/|labeling\/types\/[^/]+\/)/],
  [/^onnxruntime-web/, /^ml\//],
  [/^(fflate|@zip\.js)/, /^formats\/zip/],
  [/^fast-xml-parser/, /^formats\//],
];

interface SourceFile {
  readonly path: string;
  readonly layer: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? walk(join(folder, entry.name))
      : [join(folder, entry.name)],
  );
}

function importsOf(text: string): string[] {
  const pattern = /(?:from\s+|import\s*\(\s*|import\s+)["']([^"']+)["']/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

const files: SourceFile[] = walk(source)
  .filter((file) => /\.(ts|svelte)$/.test(file))
  .map((file) => {
    const path = relative(source, file);
    const text = readFileSync(file, "utf8");
    const layer = path.includes("/")
      ? path.slice(0, path.indexOf("/"))
      : path.replace(/\.ts$/, "");
    return { path, layer, text, imports: importsOf(text) };
  });
const isTest = (path: string): boolean =>
  /\.test\.ts$|\/fixtures?[./]|testing\//.test(path);
const product = files.filter((file) => !isTest(file.path));

function layerImports(file: SourceFile): { layer: string; rest: string }[] {
  return file.imports
    .filter((name) => name.startsWith("#"))
    .map((name) => {
      const path = name.slice(1);
      const slash = path.indexOf("/");
      return slash < 0
        ? { layer: path.replace(/\.ts$/, ""), rest: "" }
        : { layer: path.slice(0, slash), rest: path.slice(slash + 1) };
    });
}

describe("layers", () => {
  it("every folder of src has its place in the table", () => {
    const unknown = [...new Set(files.map((file) => file.layer))].filter(
      (layer) => !(layer in mayImport),
    );
    expect(unknown).toEqual([]);
  });

  it("imports point down", () => {
    const wrong = product.flatMap((file) =>
      layerImports(file)
        .filter(
          ({ layer }) =>
            layer !== file.layer &&
            !(mayImport[file.layer] ?? []).includes(layer),
        )
        .map(({ layer, rest }) => `${file.path} imports #${layer}/${rest}`),
    );
    expect(wrong).toEqual([]);
  });

  it("neighbours are entered by their doors", () => {
    const wrong = product.flatMap((file) =>
      layerImports(file).flatMap(({ layer, rest }) =>
        doors
          .filter(
            (door) =>
              door.to === layer &&
              door.from.includes(file.layer) &&
              !door.files.test(rest),
          )
          .map(() => `${file.path} imports #${layer}/${rest}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("a relative import stays inside its folder's layer", () => {
    const wrong = product.flatMap((file) =>
      file.imports
        .filter((name) => name.startsWith("../"))
        .filter((name) => {
          const target = relative(source, join(source, file.path, "..", name));
          return target.startsWith("..") || target.split("/")[0] !== file.layer;
        })
        .map((name) => `${file.path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("some packages have one importer", () => {
    const wrong = product.flatMap((file) =>
      file.imports.flatMap((name) =>
        soleImporter
          .filter(
            ([packages, allowed]) =>
              packages.test(name) && !allowed.test(file.path),
          )
          .map(() => `${file.path} imports ${name}`),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe("labeling types", () => {
  const types = files.filter((file) => /^labeling\/types\//.test(file.path));

  it("are islands: no type imports another or the lists of types", () => {
    const wrong = types
      .filter((file) => !isTest(file.path))
      .flatMap((file) => {
        const own = file.path.split("/").slice(0, 3).join("/");
        return file.imports
          .filter((name) =>
            /^#labeling\/(types|registry|views|trainers|predictors)/.test(name),
          )
          .filter((name) => !name.slice(1).startsWith(own))
          .map((name) => `${file.path} imports ${name}`);
      });
    expect(wrong).toEqual([]);
  });

  it("are named only in their own folders", () => {
    const ids = readdirSync(join(source, "labeling", "types"));
    // Project templates are data about one type each; free_format is also the name of a data type.
    const allowed =
      /^labeling\/types\/|^messages\/|^exeml\/templates|^core\/|^media\/sample-|^jobs\/sample/;
    const wrong = product
      .filter((file) => !allowed.test(file.path))
      .flatMap((file) =>
        ids
          .filter(
            (id) =>
              id !== "free_format" &&
              new RegExp(`["'\`]${id}["'\`]`).test(file.text),
          )
          .map((id) => `${file.path} names ${id}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe("workers", () => {
  it("never reach a Svelte file", () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const reach = (start: string): string[] => {
      const seen = new Set<string>();
      const stack = [start];
      while (stack.length > 0) {
        const path = stack.pop() ?? "";
        const file = byPath.get(path);
        if (!file || seen.has(path)) continue;
        seen.add(path);
        for (const name of file.imports) {
          if (name.startsWith("#")) stack.push(name.slice(1));
          else if (name.startsWith("."))
            stack.push(relative(source, join(source, path, "..", name)));
        }
      }
      return [...seen];
    };
    const wrong = product
      .filter((file) => /\.worker\.ts$/.test(file.path))
      .flatMap((file) =>
        reach(file.path)
          .filter((path) => path.includes(".svelte"))
          .map((path) => `${file.path} reaches ${path}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe("files", () => {
  it(`none is longer than ${String(MAX_LINES)} lines, the median is under ${String(MAX_MEDIAN)}`, () => {
    const lengths = product.map((file) => ({
      path: file.path,
      lines: file.text.split("\n").length - 1,
    }));
    expect(lengths.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(MAX_MEDIAN);
  });

  it("are named for what they hold", () => {
    const bins =
      /(^|\/)(utils?|helpers?|common|misc|shared|managers?|handlers?)(\/|\.)/i;
    expect(
      files
        .map((file) => file.path)
        .filter((path) => bins.test(path) && !path.startsWith("messages/")),
    ).toEqual([]);
  });

  it("hold no barrel", () => {
    expect(
      product
        .filter((file) => /export\s+\*\s+from/.test(file.text))
        .map((file) => file.path),
    ).toEqual([]);
  });

  it("that use runes say so in their names, tests among them", () => {
    const rune = /\$(state|derived|effect)(\.|\(|<)/;
    const wrong = files.filter(
      (file) =>
        file.path.endsWith(".ts") &&
        rune.test(file.text) &&
        !file.path.includes(".svelte."),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it("every import by layer exists", () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter(
          (name) =>
            name.startsWith("#") && !name.includes("*") && !name.includes("$"),
        )
        .filter(
          (name) =>
            !existsSync(join(source, name.slice(1).replace(/\?.*$/, ""))),
        )
        .map((name) => `${file.path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});
