/** Named spans of a text. Source: data management 7.3 (NER/triplet offsets). */
import type { Brand } from "#core/brand.ts";
import type { LabelId } from "#core/ids.ts";
import {
  defineLabelingType,
  type ManifestAnnotation,
} from "#labeling/contract.ts";
import { manifestTree } from "#labeling/export-formats.ts";
import { manifestFormat, unlabeledFormat } from "#labeling/import-formats.ts";
import { isText } from "#labeling/media-files.ts";
import {
  parseList,
  parseNumber,
  parseObject,
  parseText,
  refuse,
} from "#labeling/parse-value.ts";

/**
 * A place in a text, counted in Unicode code points, not in UTF-16 units as in the DOM: the guide
 * says "characters", and its readers are written in Python.
 */
export type CodePoint = Brand<number, "CodePoint">;

export interface EntitySpan {
  readonly label: LabelId;
  /** Inclusive, from 0. */
  readonly start: CodePoint;
  /** Exclusive, above `start`. */
  readonly end: CodePoint;
  /** Further properties of the span, kept as read. */
  readonly property: Readonly<Record<string, unknown>>;
  /** Further fields of the entry, kept as read: `id` (triplets refer to it), `annotated-by` ... */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface EntitySpans {
  readonly spans: readonly EntitySpan[];
}

const MANIFEST_TYPE = "modelarts/text_entity";
const START = "@modelarts:start_index";
const END = "@modelarts:end_index";

function parseIndex(value: unknown, path: string): CodePoint {
  const number = parseNumber(value, path);
  return Number.isSafeInteger(number) && number >= 0
    ? (number as CodePoint)
    : refuse(path, "a whole number from 0", value);
}

function parseSpan(value: unknown, path: string): EntitySpan {
  const span = parseObject(value, path);
  const start = parseIndex(span["start"], `${path}.start`);
  const end = parseIndex(span["end"], `${path}.end`);
  if (end <= start) return refuse(`${path}.end`, "above `start`", end);
  return {
    label: parseText(span["label"], `${path}.label`) as LabelId,
    start,
    end,
    property: parseObject(span["property"], `${path}.property`),
    extra: parseObject(span["extra"], `${path}.extra`),
  };
}

/** Indexes in manifests are numbers; digits in quotes are taken, too. */
const number = (value: unknown): unknown =>
  typeof value === "string" && /^\d+$/.test(value.trim())
    ? Number(value)
    : value;

function decodeSpan(entry: ManifestAnnotation): Omit<EntitySpan, "label"> {
  const { type: _type, name: _name, property, ...extra } = entry;
  const {
    [START]: start,
    [END]: end,
    ...rest
  } = parseObject(property, "property");
  const { label: _label, ...span } = parseSpan(
    {
      label: "-",
      start: number(start),
      end: number(end),
      property: rest,
      extra,
    },
    "entity",
  );
  return span;
}

export default defineLabelingType<"named_entity", EntitySpans>({
  id: "named_entity",
  dataType: "text",
  manifestTypes: [MANIFEST_TYPE],
  importers: [unlabeledFormat(isText), manifestFormat([MANIFEST_TYPE], isText)],
  exporters: [manifestTree],
  empty: () => ({ spans: [] }),
  parse: (value) => {
    const { spans } = parseObject(value, "annotation");
    return { spans: parseList(spans, "spans", parseSpan) };
  },
  encode: ({ spans }, { names }) => ({
    annotations: spans.map(({ label, start, end, property, extra }) => ({
      ...extra,
      type: MANIFEST_TYPE,
      name: names.nameOf(label),
      property: { ...property, [START]: start, [END]: end },
    })),
    sideFiles: [],
  }),
  decode: async (entries, { names, report }) => {
    const spans: EntitySpan[] = [];
    for (const entry of entries) {
      try {
        const span = decodeSpan(entry);
        const name = parseText(entry["name"], "name").trim();
        spans.push({ label: names.idOf(name), ...span });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        report({
          severity: "error",
          rule: "manifest.entity",
          message,
          value: JSON.stringify(entry).slice(0, 200),
        });
      }
    }
    return { spans };
  },
  labelsOf: ({ spans }) => spans.map(({ label }) => label),
  relabel: ({ spans }, renames) => ({
    spans: spans.flatMap((span) => {
      const label = renames.has(span.label)
        ? (renames.get(span.label) ?? null)
        : span.label;
      return label === null ? [] : [{ ...span, label }];
    }),
  }),
});
