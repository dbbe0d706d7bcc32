/** Labels of whole samples, one or several: the annotation of every classification. Source: data management 7.2, 11.5. */
import type { LabelId } from "#core/ids.ts";
import type { LabelingType } from "../contract.ts";
import { parseList, parseObject, parseText } from "../parse-value.ts";

export interface WholeLabel {
  readonly label: LabelId;
  /** What else the manifest said of this label, kept as read: `property`, `confidence` ... */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface WholeLabels {
  readonly classes: readonly WholeLabel[];
}

export function classesOf(labels: readonly LabelId[]): WholeLabels {
  return { classes: labels.map((label) => ({ label, extra: {} })) };
}

function parseClass(value: unknown, path: string): WholeLabel {
  const { label, extra = {} } = parseObject(value, path);
  return {
    label: parseText(label, `${path}.label`) as LabelId,
    extra: parseObject(extra, `${path}.extra`),
  };
}

/** Null stands for no annotation: rows of unlabeled samples hold it. */
const classList = (annotation: WholeLabels | null): readonly WholeLabel[] =>
  annotation?.classes ?? [];

type Codec = Pick<
  LabelingType<string, WholeLabels>,
  "empty" | "parse" | "encode" | "decode" | "labelsOf" | "relabel"
>;

/** The part of a labeling type that reads and writes such annotations. */
export function wholeLabelsCodec(manifestType: string): Codec {
  return {
    empty: () => classesOf([]),
    parse: (value) => ({
      classes: parseList(
        parseObject(value, "annotation")["classes"],
        "classes",
        parseClass,
      ),
    }),
    encode: (annotation, { names }) => ({
      annotations: classList(annotation).map(({ label, extra }) => ({
        ...extra,
        type: manifestType,
        name: names.nameOf(label),
      })),
      sideFiles: [],
    }),
    decode: async (entries, { names, report }) => {
      const classes = new Map<LabelId, WholeLabel>();
      for (const entry of entries) {
        const { type: _type, name, ...extra } = entry;
        const text = typeof name === "string" ? name.trim() : "";
        if (text === "") {
          report({
            severity: "error",
            rule: "manifest.name",
            message: "`name` of a label must be text",
            value: JSON.stringify(name) ?? "",
          });
          continue;
        }
        const label = names.idOf(text);
        if (!classes.has(label)) classes.set(label, { label, extra });
      }
      return { classes: [...classes.values()] };
    },
    labelsOf: (annotation) => classList(annotation).map(({ label }) => label),
    relabel: (annotation, renames) => {
      const classes = new Map<LabelId, WholeLabel>();
      for (const entry of classList(annotation)) {
        const label = renames.has(entry.label)
          ? (renames.get(entry.label) ?? null)
          : entry.label;
        if (label !== null && !classes.has(label))
          classes.set(label, { ...entry, label });
      }
      return { classes: [...classes.values()] };
    },
  };
}
