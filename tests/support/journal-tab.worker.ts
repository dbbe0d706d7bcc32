/** A second tab that labels in the same job: a thread with a database connection of its own. */
import type { LabelId, LabelingJobId, SampleId } from "#core/ids.ts";
import { seededRandom } from "#core/random.ts";
import { UNLABELED } from "#storage/item-rows.ts";
import { applyEdits, redo, undo } from "#storage/journal.ts";

interface Task {
  readonly jobId: LabelingJobId;
  readonly ids: readonly SampleId[];
  readonly seed: number;
}

async function work({ jobId, ids, seed }: Task): Promise<void> {
  const random = seededRandom(seed);
  for (let i = 0; i < 80; i += 1) {
    const dice = random();
    const labels = [`there${String(i)}` as LabelId];
    const after = { ...UNLABELED, state: "labeled" as const, labels };
    const chosen = ids.filter(() => random() < 0.4);
    if (dice < 0.25) await undo(jobId);
    else if (dice < 0.4) await redo(jobId);
    else
      await applyEdits(
        jobId,
        "other tab",
        chosen.map((sampleId) => ({ sampleId, after })),
      );
  }
}

globalThis.onmessage = (event: MessageEvent<Task>) =>
  void work(event.data).then(() => {
    globalThis.postMessage("done");
  });
