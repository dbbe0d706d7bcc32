/** The server of the built app, as `npm run serve` starts it: with the headers of production. */
export interface AppServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** @param folder of a built app; left out = `dist`. */
export async function serveApp(folder?: string): Promise<AppServer> {
  const path = "../../scripts/serve.mjs";
  const { serve } = (await import(path)) as {
    readonly serve: (options: {
      readonly folder?: string;
      readonly quiet: boolean;
    }) => Promise<AppServer>;
  };
  return serve({ quiet: true, ...(folder === undefined ? {} : { folder }) });
}
