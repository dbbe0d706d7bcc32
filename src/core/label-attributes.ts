/** Attributes of labels as people type them. */
import type { LabelAttribute } from "./label.ts";

/** As typed: values in one line, separated by commas. */
export interface TypedAttribute {
  readonly name: string;
  readonly values: string;
}

/** `line_style` is how files write a dashed line: as an attribute it would be taken for that. */
export const RESERVED_ATTRIBUTE = "line_style";

export const typedAttribute = ({
  name,
  values,
}: LabelAttribute): TypedAttribute => ({ name, values: values.join(", ") });

/** Without rows that have no name; values once each. */
export function readAttributes(
  typed: readonly TypedAttribute[],
): LabelAttribute[] {
  return typed.flatMap(({ name, values }) => {
    const list = values.split(/[,\uff0c]/).map((value) => value.trim());
    const kept = [...new Set(list.filter((value) => value !== ""))];
    return name.trim() === "" ? [] : [{ name: name.trim(), values: kept }];
  });
}

/** The rule that the row's name breaks, or null. */
export function attributeProblem(
  typed: readonly TypedAttribute[],
  index: number,
): "reserved" | "twice" | null {
  const name = typed[index]?.name.trim() ?? "";
  if (name === "") return null;
  if (name === RESERVED_ATTRIBUTE) return "reserved";
  const first = typed.findIndex((one) => one.name.trim() === name);
  return first < index ? "twice" : null;
}
