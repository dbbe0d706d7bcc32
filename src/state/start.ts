/** What happens once when the app opens, after the first paint. */
import { resumeInterruptedJobs } from "#jobs/runner.ts";
import { listBackbones } from "#storage/backbones.ts";
import { sweepBlobs } from "#storage/blob-sweep.ts";
import { leaveTornBlock } from "#storage/fresh-log.ts";
import { traceGestures } from "#storage/gesture-traces.ts";
import { keepReserve } from "#storage/reserve-file.ts";
import { pruneTraces } from "#storage/traces.ts";
import { endAbandonedRuns } from "#storage/trainings.ts";
import { keepOnnxEngine } from "#workers/backbone.client.ts";
import { answerSoundRequests } from "#workers/decode-sound.client.ts";
import { noteError } from "./error-log.ts";
import { resumeProjects } from "./projects.svelte.ts";
import { resumeServices } from "./services.svelte.ts";

const TRACE_DAYS = 90;
const TRACE_EVERY_MS = 60_000;

/** What added backbones run on must be here before the network is gone. */
async function keepEngines(): Promise<void> {
  const rows = await listBackbones();
  if (rows.some(({ format }) => format === "onnx")) await keepOnnxEngine();
}

/** Takes up what a killed tab left. */
export async function startApp(): Promise<void> {
  // Before any job, which may ask for sound.
  answerSoundRequests();
  // Before the first file of all.
  await leaveTornBlock().catch(noteError);
  // Early, since a device that is full later has no room for it.
  await keepReserve().catch(noteError);
  await resumeInterruptedJobs();
  // It ends when the projects do: nothing waits for that.
  void resumeProjects();
  await resumeServices();
  await pruneTraces(TRACE_DAYS);
  const traceLabeling = (): void => void traceGestures().catch(noteError);
  traceLabeling();
  setInterval(traceLabeling, TRACE_EVERY_MS);
  void endAbandonedRuns().catch(noteError);
  void sweepBlobs();
  void keepEngines().catch(noteError);
}
