import { mount } from "svelte";
import "#ui/tokens.css";
import "#ui/base.css";
import "#ui/data-table.css";
import "#ui/fact-list.css";
import { appStart } from "#state/app-start.svelte.ts";
import { watchUncaught } from "#state/uncaught.ts";
import { startLocale } from "#messages/locales.ts";
import { watchTooltips } from "#ui/tooltips.ts";
import App from "#app/App.svelte";

watchUncaught(window);
watchTooltips(document);
const target = document.querySelector("#app");
void startLocale(document).then(() => {
  if (target) mount(App, { target });
});
void appStart.begin();
// The development server has no service worker.
if (import.meta.env.PROD) void appStart.goOffline("service-worker.js");
