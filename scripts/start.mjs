/** `npm start`: installs, builds and serves the app. Needs Node 20 or newer and nothing else. */
import { ensureBuild, ensurePackages } from "./ensure.mjs";
import { serve } from "./serve.mjs";

ensurePackages();
ensureBuild();
await serve({ port: Number(process.env.PORT ?? 4173) });
