/** The README's table of labeling types is made from the registry: `npm run readme` writes it. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { labelingTypes } from "#labeling/registry.ts";

const root = join(import.meta.dirname, "..");
const marks = /(<!-- types:[^>]*-->\n)[\s\S]*?(<!-- \/types -->)/;

function has(id: string, file: string): string {
  return existsSync(join(root, "src", "labeling", "types", id, file))
    ? "yes"
    : "-";
}

function table(): string {
  const rows = labelingTypes.map((type) =>
    [
      `\`${type.id}\``,
      type.dataType.replace("_", " "),
      type.importers.map((format) => format.name).join(", "),
      type.exporters.map((format) => format.name).join(", "),
      has(type.id, "View.svelte"),
      has(type.id, "trainer.ts"),
      has(type.id, "predictor.ts"),
    ].join(" | "),
  );
  return [
    "| type | data | import | export | label | train | predict |",
    "|---|---|---|---|---|---|---|",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n");
}

it("shows the labeling types as they are registered", () => {
  const path = join(root, "README.md");
  const text = readFileSync(path, "utf8");
  const wanted = text.replace(
    marks,
    (_all, open: string, close: string) => `${open}${table()}${close}`,
  );
  if (process.env["UPDATE_README"]) writeFileSync(path, wanted);
  else expect(text).toBe(wanted);
});
