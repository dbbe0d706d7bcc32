/** The layers of the source and the rules of the house, read from the files themselves. */
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { doors, mayImport, soleImporter } from "./support/layers.ts";
import { files, source, type SourceFile } from "./support/source-files.ts";

const MAX_LINES = 300;
const MAX_MEDIAN = 100;

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
    // Project templates are data about one type each; these two are also names of data types.
    const dataTypes = ["free_format", "table"];
    const allowed =
      /^labeling\/types\/|^messages\/|^exeml\/templates|^core\/|^media\/sample-|^jobs\/sample/;
    const wrong = product
      .filter((file) => !allowed.test(file.path))
      .flatMap((file) =>
        ids
          .filter(
            (id) =>
              !dataTypes.includes(id) &&
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
