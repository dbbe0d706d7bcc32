/** Where the main navigation leads. */
import Boxes from "@lucide/svelte/icons/boxes";
import Cpu from "@lucide/svelte/icons/cpu";
import FolderOpen from "@lucide/svelte/icons/folder-open";
import House from "@lucide/svelte/icons/house";
import Radio from "@lucide/svelte/icons/radio";
import Tags from "@lucide/svelte/icons/tags";
import { m } from "#messages/messages.ts";

export interface NavLink {
  readonly to: string;
  readonly text: string;
  readonly icon: typeof House;
  /** Stands in the bottom bar of a phone; the others are found under More there. */
  readonly isMain: boolean;
}

/** The links in their order; read when the app is drawn, after the language is set. */
export const navLinks = (): readonly NavLink[] => [
  { to: "/", text: m.common.nav.home, icon: House, isMain: true },
  {
    to: "/datasets",
    text: m.common.nav.datasets,
    icon: FolderOpen,
    isMain: true,
  },
  { to: "/label", text: m.common.nav.label, icon: Tags, isMain: true },
  { to: "/exeml", text: m.common.nav.exeml, icon: Cpu, isMain: true },
  { to: "/models", text: m.common.nav.models, icon: Boxes, isMain: false },
  { to: "/services", text: m.common.nav.services, icon: Radio, isMain: false },
];

/** @returns whether `path` is the page of `to` or lies below it. */
export function isHere(path: string, to: string): boolean {
  return to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`);
}
