/** Serves the built app to every journey, with the headers of production. */
import type { TestProject } from "vitest/node";
import { serveApp } from "./serve-app.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly appUrl: string;
  }
}

export default async function setup(
  project: TestProject,
): Promise<() => Promise<void>> {
  const server = await serveApp();
  project.provide("appUrl", server.url);
  return server.close;
}
