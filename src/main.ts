import { mount } from "svelte";
import "#ui/tokens.css";
import "#ui/base.css";
import { appStart } from "#state/app-start.svelte.ts";
import App from "#app/App.svelte";

const target = document.querySelector("#app");
if (target) mount(App, { target });
void appStart.begin();

if ("serviceWorker" in navigator && import.meta.env.PROD) {
  navigator.serviceWorker
    .register("service-worker.js", { type: "module" })
    .then(appStart.watch)
    .catch(() => undefined);
}
