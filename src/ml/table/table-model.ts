/** A trained model of tables: its columns, its members, and how they answer together. */
import type { Column, LabelColumn, Table } from "#core/table.ts";
import { weightedMean } from "./blend-answers.ts";
import { encodeRows, type EncodedRows, type InputColumn } from "./encoding.ts";
import { answersOf, type Fitted } from "./learners.ts";
import { tempered } from "./temper.ts";

export interface TableMember {
  readonly name: string;
  /** All together add up to 1. */
  readonly share: number;
  readonly isLog: boolean;
  /** Makes its own probabilities mean what they say; 1 for numbers. */
  readonly temperature: number;
  readonly fitted: Fitted;
}

export interface TableModel {
  readonly label: LabelColumn;
  /** Classes in their order; empty where numbers are predicted. */
  readonly labels: readonly string[];
  /** Columns of the table but the label's, those not learned from among them. */
  readonly given: readonly Column[];
  readonly inputs: readonly InputColumn[];
  readonly members: readonly TableMember[];
  /** Of the members' mean; 1 for numbers. */
  readonly temperature: number;
}

/** Answers of one fit in the numbers' own unit. */
export function memberAnswers(
  { fitted, isLog }: Pick<TableMember, "fitted" | "isLog">,
  rows: EncodedRows,
  places: Int32Array | null,
  classes: number,
): Float64Array {
  const answers = answersOf(fitted, rows, places, classes);
  return isLog ? answers.map((value) => Math.exp(value)) : answers;
}

/**
 * Calibrated probabilities [rows, labels], or predicted numbers [rows].
 * @param table columns by their names; what is not among them is missing.
 */
export function tableAnswers(model: TableModel, table: Table): Float64Array {
  const rows = encodeRows(model.inputs, table);
  const classes = model.labels.length;
  const parts = model.members.map((member) => {
    const answers = memberAnswers(member, rows, null, classes);
    const own =
      classes > 0 ? tempered(answers, classes, member.temperature) : answers;
    return { answers: own, share: member.share };
  });
  const mean = weightedMean(parts);
  return classes > 0 ? tempered(mean, classes, model.temperature) : mean;
}
