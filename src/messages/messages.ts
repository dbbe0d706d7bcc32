/**
 * Every text a person reads. One object per area and locale; a locale is complete when it
 * satisfies `Messages`. Texts with values are functions, so that each language orders and
 * inflects them as it must. `startLocale` runs before the app is mounted: changing the
 * language reloads the page, so components never subscribe to it. Workers speak English with ids: `said`.
 */
import { backbones } from "./en/backbones.ts";
import { common } from "./en/common.ts";
import { datasets } from "./en/datasets.ts";
import { detection } from "./en/detection.ts";
import { drawing } from "./en/drawing.ts";
import { evaluation } from "./en/evaluation.ts";
import { exeml } from "./en/exeml.ts";
import { findings } from "./en/findings.ts";
import { home } from "./en/home.ts";
import { importing } from "./en/importing.ts";
import { jobs } from "./en/jobs.ts";
import { label } from "./en/label.ts";
import { losses } from "./en/losses.ts";
import { models } from "./en/models.ts";
import { names } from "./en/names.ts";
import { objects } from "./en/objects.ts";
import { projects } from "./en/projects.ts";
import { review } from "./en/review.ts";
import { said } from "./en/said.ts";
import { services } from "./en/services.ts";
import { settings } from "./en/settings.ts";
import { sound } from "./en/sound.ts";
import { tableResults } from "./en/table-results.ts";
import { tables } from "./en/tables.ts";

const english = {
  backbones,
  common,
  datasets,
  detection,
  drawing,
  evaluation,
  exeml,
  findings,
  home,
  importing,
  jobs,
  label,
  losses,
  models,
  names,
  objects,
  projects,
  review,
  said,
  services,
  settings,
  sound,
  tableResults,
  tables,
};

/** The same keys in every locale: text stays text, a function keeps its parameters. */
export type Messages = typeof english;

export const m: Messages = { ...english };

export function setMessages(locale: Messages): void {
  Object.assign(m, locale);
}
