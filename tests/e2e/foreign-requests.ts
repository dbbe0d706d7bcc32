/**
 * What pages and their service workers asked of other origins, read from Chromium's own log of the
 * network: it begins before the first page and knows every request, whoever sent it.
 */
import { existsSync, readFileSync } from "node:fs";

/** @param file Chromium writes it until it ends. */
export const netLogFlag = (file: string): string => `--log-net-log=${file}`;

interface Event {
  readonly params?: { readonly initiator?: string; readonly url?: string };
}

/** A line is an event; the last one of a killed browser may be cut off. */
function eventIn(line: string): Event {
  try {
    return JSON.parse(line.replace(/,$/, "")) as Event;
  } catch {
    return {};
  }
}

/** Addresses asked for by pages of another origin, in order. What the browser itself asks for has no origin. */
export function foreignRequests(file: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines
    .filter((line) => line.includes('"initiator":"http'))
    .flatMap((line) => {
      const { initiator, url } = eventIn(line).params ?? {};
      if (!initiator || !url) return [];
      const to = new URL(url.replace(/^ws/, "http")).origin;
      return to === new URL(initiator).origin ? [] : [url];
    });
}
