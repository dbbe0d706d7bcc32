import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type: string };
  readonly repository?: string | { readonly url: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** One third-party package, as `licenses.json` lists it. */
export interface LicenseEntry {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly repository: string;
  /** The licence's own text, empty where the package carries none. */
  readonly text: string;
}

/** Nearest copy of a package as Node resolves it: the dependent's own folder first, then outwards. */
function findPackage(name: string, from: string, root: string): string | null {
  for (let folder = from; ; folder = join(folder, "..")) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (folder === root || folder === "/") return null;
  }
}

function licenseText(folder: string): string {
  const file = readdirSync(folder).find((name) =>
    /^(licen[cs]e|copying)(\.|$|-)/i.test(name),
  );
  return file ? readFileSync(join(folder, file), "utf8").trim() : "";
}

/** Some packages state their licence in the text alone. */
function licenseOf(stated: PackageFile["license"], text: string): string {
  if (typeof stated === "string") return stated;
  return stated?.type ?? (/^(MIT|ISC|Apache)\b/.exec(text)?.[1] || "");
}

/** Every package the app depends on at run time, with those they depend on, by name. */
export function collectLicenses(root: string): LicenseEntry[] {
  const found = new Map<string, LicenseEntry>();
  const visit = (folder: string): void => {
    const file = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    ) as PackageFile;
    const key = `${file.name}@${file.version}`;
    if (found.has(key)) return;
    if (folder !== root) {
      const { repository = "" } = file;
      const text = licenseText(folder);
      found.set(key, {
        name: file.name,
        version: file.version,
        license: licenseOf(file.license, text),
        repository: (typeof repository === "string"
          ? repository
          : repository.url
        ).replace(/^git\+|\.git$/g, ""),
        text,
      });
    }
    for (const name of Object.keys(file.dependencies ?? {})) {
      const next = findPackage(name, folder, root);
      if (next) visit(next);
    }
  };
  visit(root);
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** Emits `licenses.json` with every build, and serves it in development. */
export function licenses(): Plugin {
  let root = process.cwd();
  return {
    name: "gleaner-licenses",
    configResolved(config) {
      root = config.root;
    },
    configureServer(server) {
      server.middlewares.use("/licenses.json", (_request, response) => {
        response.setHeader("Content-Type", "application/json");
        response.end(JSON.stringify(collectLicenses(root)));
      });
    },
    generateBundle() {
      this.emitFile({
        type: "asset",
        fileName: "licenses.json",
        source: JSON.stringify(collectLicenses(root)),
      });
    },
  };
}
