/** Trains on the best backend there is; when one breaks, the next goes on from the checkpoint. */
import { isCancelled, toAppError } from "#core/errors.ts";
import {
  minutesLeft,
  type BackendName,
  type Evaluation,
} from "#core/training.ts";
import { openBackbone } from "#ml/backbone-catalogue.ts";
import type { Backbone } from "#ml/backbone.ts";
import { backendLost, startBackend } from "#ml/backend.ts";
import type { Trainer, TrainReport } from "./learning-contract.ts";

/** What another backend cannot mend: the user's data, the disk, a missing file. */
const FINAL = new Set(["format", "storage", "network", "unsupported"]);

/** @param learn one model on the backend that was started; the backbone is disposed of for it. */
export function trainerOnBackends<E extends Evaluation>(
  learn: (
    backbone: Backbone,
    ...given: Parameters<Trainer<E>["train"]>
  ) => ReturnType<Trainer<E>["train"]>,
): Trainer<E> {
  return {
    async train(task, report, stop, signal) {
      const begun = Date.now();
      const failed: BackendName[] = [];
      let { resume } = task;
      const remembering: TrainReport = {
        ...report,
        checkpoint: async (bytes) => {
          await report.checkpoint(bytes);
          resume = bytes;
        },
      };
      for (;;) {
        const backend = await startBackend(task.options.backend, failed);
        report.backend(backend.name, backend.reason);
        const lost = backendLost();
        try {
          const backbone = await openBackbone(
            task.options.backbone,
            "you chose",
            task.readBackbone,
          );
          try {
            const maxMinutes = minutesLeft(task.options, Date.now() - begun);
            return await learn(
              backbone,
              { ...task, resume, options: { ...task.options, maxMinutes } },
              remembering,
              stop,
              AbortSignal.any([signal, lost]),
            );
          } finally {
            backbone.dispose();
          }
        } catch (error) {
          // A lost GPU also ends what waits for it with an abort: only the signal tells who asked.
          signal.throwIfAborted();
          const isLost = lost.aborted || isCancelled(error);
          const { code, message } = toAppError(error);
          if (!isLost && (FINAL.has(code) || backend.name === "cpu"))
            throw error;
          failed.push(backend.name);
          const reason = isLost ? "the GPU was lost" : message;
          report.event(
            `${backend.name} failed (${reason}); going on from the last checkpoint without it`,
          );
        }
      }
    },
  };
}
