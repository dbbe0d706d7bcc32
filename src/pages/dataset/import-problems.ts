/** The problem list of an import: filtered for the eye, written as a table for a file. */
import type { Problem } from "#core/problems.ts";
import { m } from "#messages/messages.ts";

export interface ProblemFilter {
  /** Part of the file, the message or the value; case ignored. */
  readonly text: string;
  /** Empty = all. */
  readonly rule: string;
}

export function filterProblems(
  problems: readonly Problem[],
  { text, rule }: ProblemFilter,
): Problem[] {
  const wanted = text.trim().toLowerCase();
  return problems.filter(
    (problem) =>
      (rule === "" || problem.rule === rule) &&
      (wanted === "" ||
        [problem.file, m.said.problem(problem), problem.value ?? ""].some(
          (part) => part.toLowerCase().includes(wanted),
        )),
  );
}

/** Rules that occur, most frequent first. */
export function rulesOf(
  problems: readonly Problem[],
): { readonly rule: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { rule } of problems)
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .map(([rule, count]) => ({ rule, count }))
    .sort((a, b) => b.count - a.count);
}

/** A table program would run a cell that starts like this as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

const cell = (value: string): string => {
  const safe = FORMULA.test(value) ? `\t${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
};

/** CSV with a header, UTF-8, one problem a row. */
export function problemTable(problems: readonly Problem[]): string {
  const rows = problems.map((problem) =>
    [
      problem.severity,
      problem.rule,
      problem.file,
      problem.line === undefined ? "" : String(problem.line),
      m.said.problem(problem),
      problem.value ?? "",
    ]
      .map(cell)
      .join(","),
  );
  return `severity,rule,file,line,message,value\n${rows.map((row) => `${row}\n`).join("")}`;
}
