/** Check Data for predictive analytics, on a published version. Source: ExeML 1.4. */
import { WHOLE_VERSION, type Problem } from "#core/problems.ts";
import type { Project } from "#core/project.ts";
import type { ColumnProfile } from "#core/table-profile.ts";
import type { LabelColumn } from "#core/table.ts";
import { m } from "#messages/messages.ts";

export interface TablePolicy {
  readonly minRows: number;
  readonly maxColumns: number;
  readonly maxBytes: number;
  /** Columns besides the label from which something can be learned. */
  readonly minFeatures: number;
  /** Missing share of a column: this and more breaks the rule, 0-1. */
  readonly maxMissing: number;
  /** Whether a column that breaks a rule stops the training, or is only told. */
  readonly columnSeverity: Problem["severity"];
}

export interface TableFacts {
  readonly columns: readonly ColumnProfile[];
  readonly rows: number;
  /** Rows that import left out. */
  readonly ignored: number;
  readonly sourceBytes: number;
  readonly label: LabelColumn | undefined;
}

export type TableCheck = (facts: TableFacts, policy: TablePolicy) => Problem[];

/** `guide` has the printed numbers; `relaxed` is for trying things out. */
export const TABLE_POLICIES: Readonly<Record<Project["policy"], TablePolicy>> =
  {
    guide: {
      minRows: 100,
      maxColumns: 200,
      maxBytes: 100 * 1024 * 1024,
      minFeatures: 2,
      maxMissing: 0.1,
      columnSeverity: "error",
    },
    relaxed: {
      minRows: 10,
      maxColumns: 2000,
      maxBytes: 1024 * 1024 * 1024,
      minFeatures: 1,
      maxMissing: 0.1,
      columnSeverity: "warning",
    },
  };

/** yy-mm-dd and yyyy-mm-dd. */
const DAY = /^(\d{2}|\d{4})-\d{1,2}-\d{1,2}( |T|$)/;
const MEGABYTE = 1024 * 1024;
/** More are names or amounts; each class costs a tree a round. */
const MOST_CLASSES = 200;
/** With fewer rows of a class, not every fold has one. */
const FEW_ROWS = 5;

const whole = (rule: string, message: string, value: string): Problem => ({
  severity: "error",
  rule,
  file: WHOLE_VERSION,
  message,
  value,
});

/** Dates by their type, or words that all look like dates. */
const isTime = ({ type, top }: ColumnProfile): boolean =>
  type === "date" ||
  type === "timestamp" ||
  (type === "string" &&
    top.length > 0 &&
    top.every(({ value }) => DAY.test(value)));

const shareOf = ({ missing, rows }: ColumnProfile): number =>
  rows === 0 ? 1 : missing / rows;

/** As people count them. */
const counted = (rows: readonly number[]): number[] =>
  rows.map((row) => row + 1);

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function checkWhole(
  { columns, rows, ignored, sourceBytes }: TableFacts,
  policy: TablePolicy,
): Problem[] {
  const problems: Problem[] = [];
  const { minRows, maxColumns, maxBytes } = policy;
  if (rows < minRows)
    problems.push(
      whole("check.rows", m.findings.table.rows(minRows, rows), String(rows)),
    );
  if (columns.length > maxColumns)
    problems.push(
      whole(
        "check.columns",
        m.findings.table.columns(maxColumns, columns.length),
        String(columns.length),
      ),
    );
  if (sourceBytes >= maxBytes)
    problems.push(
      whole(
        "check.bytes",
        m.findings.table.bytes(
          maxBytes / MEGABYTE,
          Math.round(sourceBytes / MEGABYTE),
        ),
        String(sourceBytes),
      ),
    );
  if (ignored > 0)
    problems.push({
      ...whole(
        "check.cells",
        m.findings.table.cells(columns.length, ignored),
        String(ignored),
      ),
      severity: "warning",
    });
  return problems;
}

function checkClasses({
  name,
  distinct,
  rarest,
  firstRarest,
}: ColumnProfile): Problem[] {
  const base = { file: name };
  if (distinct > MOST_CLASSES)
    return [
      {
        ...base,
        severity: "error",
        rule: "check.label-classes",
        message: m.findings.table.labelClasses(MOST_CLASSES),
        value: String(distinct),
      },
    ];
  if (!rarest || rarest.count >= FEW_ROWS) return [];
  return [
    {
      ...base,
      severity: "warning",
      rule: "check.label-rare",
      message: m.findings.table.labelRare(FEW_ROWS, rarest.count),
      value: rarest.value,
      rows: counted(firstRarest),
    },
  ];
}

function checkLabelType(
  { name, type, top }: ColumnProfile,
  label: LabelColumn,
): Problem[] {
  const base = { severity: "error", file: name } as const;
  if (type === "date" || type === "timestamp")
    return [
      {
        ...base,
        rule: "check.label-time",
        message: m.findings.table.labelTime,
        value: type,
      },
    ];
  if (label.type === "discrete" || type !== "string") return [];
  return [
    {
      ...base,
      rule: "check.label-type",
      message: m.findings.table.labelType,
      value: top[0]?.value ?? "",
    },
  ];
}

function checkLabel({ columns, label }: TableFacts): Problem[] {
  const column = columns.find(({ name }) => name === label?.name);
  if (!label || !column)
    return [
      whole(
        "check.label-column",
        m.findings.table.labelColumn,
        label?.name ?? "",
      ),
    ];
  const problems: Problem[] = [];
  const add = (
    rule: string,
    message: string,
    value: string,
    more: Partial<Problem> = {},
  ): void =>
    void problems.push({
      severity: "error",
      rule,
      file: column.name,
      message,
      value,
      ...more,
    });
  if (column.distinct < 2)
    add(
      "check.label-values",
      m.findings.table.labelValues,
      String(column.distinct),
    );
  if (column.missing > 0)
    add(
      "check.label-missing",
      m.findings.table.labelMissing,
      String(column.missing),
      { rows: counted(column.firstMissing) },
    );
  problems.push(...checkLabelType(column, label));
  if (label.type === "discrete") problems.push(...checkClasses(column));
  if (columns.at(-1) !== column)
    add(
      "check.label-last",
      m.findings.table.labelLast,
      columns.at(-1)?.name ?? "",
      { severity: "warning" },
    );
  return problems;
}

/** What is wrong with a column that is to be learned from, or null. */
function checkFeature(
  column: ColumnProfile,
  { maxMissing, columnSeverity: severity }: TablePolicy,
): Problem | null {
  const base = { severity, file: column.name };
  if (column.distinct < 2)
    return {
      ...base,
      rule: "check.one-value",
      message: m.findings.table.oneValue,
      value: String(column.distinct),
    };
  if (isTime(column))
    return {
      ...base,
      rule: "check.time",
      message: m.findings.table.time,
      value: column.top[0]?.value ?? column.type,
    };
  if (shareOf(column) >= maxMissing)
    return {
      ...base,
      rule: "check.missing",
      message: m.findings.table.missing(percent(maxMissing)),
      value: percent(shareOf(column)),
      rows: counted(column.firstMissing),
    };
  return null;
}

/** Everything that is wrong, errors and warnings; what is about one column names it. */
export const checkTable: TableCheck = (facts, policy) => {
  const features = facts.columns.filter(
    ({ name }) => name !== facts.label?.name,
  );
  const wrong = features.flatMap(
    (column) => checkFeature(column, policy) ?? [],
  );
  // With the relaxed rules only what holds one value cannot be learned from.
  const useless = wrong.filter(
    ({ severity, rule }) => severity === "error" || rule === "check.one-value",
  ).length;
  const usable = features.length - useless;
  const few =
    usable < policy.minFeatures
      ? [
          whole(
            "check.features",
            m.findings.table.features(policy.minFeatures, usable),
            String(usable),
          ),
        ]
      : [];
  return [...checkWhole(facts, policy), ...checkLabel(facts), ...few, ...wrong];
};
