import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { collectLicenses } from "../plugins/licenses.ts";

const entries = collectLicenses(join(import.meta.dirname, ".."));

describe("third-party licences", () => {
  it("lists direct and indirect run-time packages, none twice, development tools left out", () => {
    const names = entries.map(({ name }) => name);
    expect(names).toContain("dexie");
    expect(names).toContain("@tensorflow/tfjs-core");
    expect(names).not.toContain("vitest");
    expect(
      new Set(entries.map(({ name, version }) => `${name}@${version}`)).size,
    ).toBe(entries.length);
  });

  it("are all permissive", () => {
    const permissive =
      /MIT|Apache-2\.0|BSD|ISC|0BSD|Unlicense|CC0|BlueOak|Python-2\.0|Zlib|BSL-1\.0/;
    expect(
      entries
        .filter(({ license }) => !permissive.test(license))
        .map(({ name, license }) => `${name}: ${license}`),
    ).toEqual([]);
  });
});
