/** Serves the built app to every journey, with the headers of production. */
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    readonly appUrl: string;
  }
}

export interface Serve {
  readonly serve: (options: {
    port?: number;
    quiet?: boolean;
  }) => Promise<{ readonly url: string; readonly close: () => Promise<void> }>;
}

export default async function setup(
  project: TestProject,
): Promise<() => Promise<void>> {
  const path = "../../scripts/serve.mjs";
  const { serve } = (await import(path)) as Serve;
  const server = await serve({ quiet: true });
  project.provide("appUrl", server.url);
  return server.close;
}
