/**
 * Rows of a table as CSV. Source: RFC 4180; data management 9.1: cells that start with `=`, `+`,
 * `-` or `@` get a Tab, so that no table program runs them, and quotes are doubled.
 *
 * The Tab is for texts only. A column of numbers or times holds nothing that could be run, and -5
 * with a Tab before it would be a number no more.
 */
import { guarded } from "./text-table.ts";

const quoted = (text: string): string =>
  /[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** @param cells null = missing. @param isText of each column. */
export const tableLine = (
  cells: readonly (string | null)[],
  isText: readonly boolean[],
): string =>
  `${cells
    .map((cell, i) => quoted(isText[i] ? guarded(cell ?? "") : (cell ?? "")))
    .join(",")}\r\n`;
