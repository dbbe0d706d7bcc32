/**
 * Another language needs no change of a component: with every text of the message files in brackets,
 * and the document in Arabic, whose numbers and units have no Latin letters, no Latin letter of the
 * main pages stands outside brackets but the user's own.
 */
import { createRawSnippet, mount, unmount } from "svelte";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findRoute } from "#app/routes.ts";
import Shell from "#app/Shell.svelte";
import { EMBEDDED_BACKBONE } from "#core/backbone.ts";
import type { LabelingJobId } from "#core/ids.ts";
import { createProject } from "#exeml/projects.ts";
import { startLocale } from "#messages/locales.ts";
import { m } from "#messages/messages.ts";
import { createDataset } from "#storage/datasets.ts";
import { createLabelingJob } from "#storage/labeling-jobs.ts";
import { outsideBrackets, pseudoLocale } from "../support/pseudo-locale.ts";
import { emptyDatabase, filesOf, importFiles } from "../support/stored-data.ts";

/** What people type, and what stands in no language: names of formats, keys and the guide's traces. */
const OWN =
  /\b(jpg|jpeg|zip|[DP]1|JPG|PNG|BMP|WAV|ExeML|Ctrl|Enter|Esc|Shift|Dataset|Workflow|[a-z]+(Dataset|LabelingJob|Workflow|Label|Samples)[A-Za-z]*)\b/g;
const ATTRIBUTES = [
  "aria-label",
  "placeholder",
  "title",
  "alt",
  "data-tooltip",
];

function texts(root: Element): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll("*")) {
    if (!element.checkVisibility() || element.closest("kbd, code, pre, style"))
      continue;
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? "");
    for (const name of ATTRIBUTES) found.push(element.getAttribute(name) ?? "");
  }
  return found.map((text) => text.trim()).filter((text) => text !== "");
}

const foreign = (root: Element): string[] => [
  ...new Set(
    texts(root).filter((text) =>
      /[A-Za-z]/.test(outsideBrackets(text).replace(OWN, "")),
    ),
  ),
];

let address: Readonly<Record<string, string>> = {};
const language = document.documentElement.lang;

beforeAll(async () => {
  await emptyDatabase();
  document.documentElement.lang = "ar";
  const english = { ...m };
  await startLocale(document, { ar: async () => pseudoLocale(english) });
  const dataset = await createDataset({
    name: "D1",
    description: "",
    dataType: "image",
  });
  const job = await createLabelingJob({
    datasetId: dataset.id,
    type: "image_classification",
    name: "5678",
    description: "",
    singleLabel: true,
    labels: [],
  });
  const files = await filesOf({ "7/1.jpg": 1, "7/2.jpg": 2, "8/3.jpg": 3 });
  await importFiles({ dataset, job }, files);
  const project = await createProject({
    name: "P1",
    description: "",
    type: "image_classification",
    datasetId: dataset.id,
    policy: "relaxed",
    trainRatio: 0.8,
    trainOptions: {
      preference: "balance",
      maxMinutes: 60,
      seed: 1,
      backend: "auto",
      incrementalFrom: null,
      backbone: EMBEDDED_BACKBONE,
    },
  } as unknown as Parameters<typeof createProject>[0]);
  address = { d: dataset.id, l: job.id satisfies LabelingJobId, p: project.id };
});
afterAll(async () => {
  document.documentElement.lang = language;
  await emptyDatabase();
});

async function shown(path: string, query: Record<string, string> = {}) {
  const target = document.createElement("div");
  document.body.append(target);
  const route = findRoute(path);
  if (!route) throw new Error(`no page at ${path}`);
  const page = mount(await route.load(), {
    target,
    props: { params: route.params, query },
  });
  await expect.poll(() => target.querySelector("h1")).not.toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 700));
  return { target, close: () => unmount(page).then(() => target.remove()) };
}

test.each([
  "/",
  "/datasets",
  "/datasets/:d",
  "/datasets/:d?tab=samples",
  "/datasets/:d?tab=versions",
  "/label",
  "/label/:l",
  "/exeml",
  "/exeml/:p",
  "/models",
  "/services",
  "/settings",
  "/settings/storage",
  "/settings/backbones",
  "/settings/audit",
  "/help",
])("%s says nothing of its own", async (pattern) => {
  const [path = "", search = ""] = pattern
    .replace(/:([dlp])/, (_, key: string) => address[key] ?? "")
    .split("?");
  const page = await shown(
    path,
    Object.fromEntries(new URLSearchParams(search)),
  );
  expect(texts(page.target).join("")).toContain("⟦");
  expect(foreign(page.target)).toEqual([]);
  await page.close();
});

test("the frame around them says nothing of its own", async () => {
  const target = document.createElement("div");
  document.body.append(target);
  const frame = mount(Shell, {
    target,
    props: {
      path: "/",
      onshortcuts: () => undefined,
      children: createRawSnippet(() => ({ render: () => "<i>1</i>" })),
    },
  });
  expect(texts(target).join("")).toContain("⟦");
  expect(foreign(target)).toEqual([]);
  await unmount(frame);
});
