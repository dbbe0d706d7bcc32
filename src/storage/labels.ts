import type { DataType } from "#core/data-type.ts";
import { AppError } from "#core/errors.ts";
import {
  newId,
  type LabelId,
  type LabelingJobId,
  type SampleId,
} from "#core/ids.ts";
import type { ItemEdit } from "#core/journal.ts";
import { colorForLabel } from "#core/label-color.ts";
import {
  type Label,
  type LabelAttribute,
  MAX_LABELS,
  type NewLabel,
} from "#core/label.ts";
import { LABEL_SHORTCUTS, RESERVED_SHORTCUTS } from "#core/label-shortcut.ts";
import { m } from "#messages/messages.ts";
import { fileHashes } from "./blob-owners.ts";
import { sweepFiles } from "./blob-sweep.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { contentOf, labelKey } from "./item-rows.ts";
import { addBarrier } from "./journal.ts";
import { jobTrace, requireLabel } from "./label-rows.ts";
import { removeSamples } from "./samples.ts";

/**
 * The rule a typed label name breaks, in words, or null. Imported names may hold anything but
 * control characters. Source: data management 11.1.
 */
export function checkLabelName(
  name: string,
  dataType: DataType,
): string | null {
  const texts = m.names.label;
  if (name.trim() === "") return texts.empty;
  if (name.length > 1024) return texts.long(1024, name.length);

  if (/[\u0000-\u001f\u007f]/.test(name)) return texts.control;
  if (dataType !== "text" && !/^[\p{L}\p{N}_-]+$/u.test(name)) {
    return texts.characters;
  }
  return null;
}

/** @throws AppError('format') above 10,000 labels (spec 2.3). */
export function checkLabelCount(count: number): void {
  if (count > MAX_LABELS)
    throw new AppError(
      "format",
      `A labeling job has at most ${String(MAX_LABELS)} labels, not ${String(count)}`,
      { limit: MAX_LABELS, count },
    );
}

/** Adds labels that the job does not have yet; what is there stays as it is. One row per name, in order. */
export async function addLabels(
  jobId: LabelingJobId,
  wanted: readonly NewLabel[],
): Promise<Label[]> {
  const { labels, labelingJobs, traces } = database;
  return guarded(() =>
    database.transaction("rw", [labels, labelingJobs, traces], async () => {
      const known = new Map(
        (await labels.where("jobId").equals(jobId).toArray()).map((label) => [
          label.name,
          label,
        ]),
      );
      const added: Label[] = [];
      const fresh = wanted.filter(({ name }) => !known.has(name));
      const count = new Set(fresh.map(({ name }) => name)).size;
      if (count > 0) checkLabelCount(known.size + count);
      // Behind the last one, not where a deleted one was.
      let order = Math.max(
        -1,
        ...[...known.values()].map((label) => label.order),
      );
      const keys = new Set<string | null>([
        ...RESERVED_SHORTCUTS,
        ...[...known.values()].map((label) => label.shortcut),
      ]);
      for (const { name, color, shortcut, attributes } of wanted) {
        if (known.has(name)) continue;
        order += 1;
        const label: Label = {
          id: newId<LabelId>(),
          jobId,
          name,
          color: color ?? colorForLabel(order),
          // Left out or taken = the next free key, so that imported and typed labels can be pressed at once.
          shortcut:
            shortcut === undefined || (shortcut !== null && keys.has(shortcut))
              ? (LABEL_SHORTCUTS.find((key) => !keys.has(key)) ?? null)
              : shortcut,
          order,
          ...(attributes ? { attributes } : {}),
        };
        known.set(name, label);
        keys.add(label.shortcut);
        added.push(label);
      }
      await labels.bulkAdd(added);
      if (added.length > 0)
        await jobTrace(jobId, "createLabel", {
          names: added.slice(0, 100).map((label) => label.name),
        });
      return wanted.flatMap(({ name }) => known.get(name) ?? []);
    }),
  );
}

export async function addLabel(
  jobId: LabelingJobId,
  label: NewLabel,
): Promise<Label> {
  const [row] = await addLabels(jobId, [label]);
  if (!row) throw new AppError("bug", "The label was not stored");
  return row;
}

/** A new name shows everywhere at once: annotations refer to labels by id. */
export async function modifyLabel(
  id: LabelId,
  patch: {
    readonly name?: string;
    readonly color?: string;
    readonly shortcut?: string | null;
    readonly attributes?: readonly LabelAttribute[];
  },
): Promise<void> {
  const { labels, labelingJobs, traces } = database;
  await guarded(() =>
    database.transaction("rw", [labels, labelingJobs, traces], async () => {
      const label = await requireLabel(id);
      const next = { ...label, ...patch };
      const taken = await labels
        .where("[jobId+name]")
        .equals([label.jobId, next.name])
        .first();
      if (taken && taken.id !== id)
        throw new AppError(
          "format",
          `There is already a label named ${next.name}`,
          { field: "name", value: next.name },
        );
      if (patch.shortcut) {
        await labels
          .where("jobId")
          .equals(label.jobId)
          .and((other) => other.shortcut === patch.shortcut && other.id !== id)
          .modify({ shortcut: null });
      }
      await labels.put(next);
      await jobTrace(label.jobId, "updateLabel", {
        ...patch,
        label: label.name,
      });
    }),
  );
}

export async function listLabels(jobId: LabelingJobId): Promise<Label[]> {
  return guarded(() =>
    database.labels.where("jobId").equals(jobId).sortBy("order"),
  );
}

/** Samples per label, by the index alone. */
export async function countByLabel(
  jobId: LabelingJobId,
): Promise<Map<LabelId, number>> {
  return guarded(async () => {
    const keys = await database.labels
      .where("jobId")
      .equals(jobId)
      .primaryKeys();
    const counts = new Map<LabelId, number>();
    // One after the other, so that what a user asks for meanwhile need not wait for all.
    for (const id of keys) {
      const range = database.items
        .where("labelKeys")
        .equals(labelKey(jobId, id));
      counts.set(id, await range.count());
    }
    return counts;
  });
}

export type LabelDeletion =
  "label" | "label_and_samples" | "label_samples_and_files";

/** What the labeling type makes of an annotation that lost labels: the new annotation and its labels. */
export type RemoveLabels = (
  annotation: unknown,
  removed: ReadonlySet<LabelId>,
) => { readonly annotation: unknown; readonly labels: readonly LabelId[] };

/**
 * Deletes labels by one of the three choices of the spec (11.4). Annotations lose them; a sample
 * that loses its last one is unlabeled again, or goes with the label. This cannot be undone.
 */
export async function deleteLabels(
  jobId: LabelingJobId,
  ids: readonly LabelId[],
  mode: LabelDeletion,
  removeLabels: RemoveLabels,
): Promise<void> {
  const {
    labels,
    labelingJobs,
    items,
    steps,
    traces,
    samples,
    datasets,
    blobs,
  } = database;
  const removed = new Set(ids);
  const deleteFiles = mode === "label_samples_and_files";
  const gone = await guarded(() =>
    database.transaction(
      "rw",
      [labels, labelingJobs, items, steps, traces, samples, datasets, blobs],
      async () => {
        const job = await labelingJobs.get(jobId);
        if (!job) return [];
        const rows = await items
          .where("labelKeys")
          .anyOf(ids.map((id) => labelKey(jobId, id)))
          .distinct()
          .toArray();
        const edits: ItemEdit[] = [];
        const orphans: SampleId[] = [];
        for (const row of rows) {
          const { annotation, labels: left } = removeLabels(
            row.annotation,
            removed,
          );
          if (left.length === 0) orphans.push(row.sampleId);
          const before = contentOf(row);
          const emptied = {
            state: "unlabeled" as const,
            annotation: null,
            labels: [],
            provenance: null,
          };
          edits.push({
            sampleId: row.sampleId,
            before,
            after:
              left.length === 0
                ? { ...before, ...emptied }
                : { ...before, annotation, labels: left },
          });
        }
        const names = (await labels.bulkGet([...ids])).flatMap(
          (label) => label?.name ?? [],
        );
        await labels.bulkDelete([...ids]);
        await addBarrier(jobId, "deleteLabel", edits);
        await jobTrace(
          jobId,
          mode === "label" ? "deleteLabel" : "deleteLabelWithSamples",
          { names, samples: rows.length },
        );
        return mode === "label"
          ? []
          : removeSamples(job.datasetId, orphans, { deleteFiles });
      },
    ),
  );
  if (deleteFiles) await sweepFiles(fileHashes(gone));
}
