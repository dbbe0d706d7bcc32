/** Trainings that are to end early with what they have learned, whichever tab trains them. */
import type { JobId } from "#core/ids.ts";

const CHANNEL = "gleaner-keep-best";
const stops = new Map<JobId, AbortController>();
let channel: BroadcastChannel | null = null;

function open(): BroadcastChannel {
  if (!channel) {
    channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<JobId>) =>
      stops.get(data)?.abort();
  }
  return channel;
}

/** Ends a run early, in this tab or another; what it has learned so far becomes the model. */
export function stopTrainingKeepBest(id: JobId): void {
  open().postMessage(id);
  stops.get(id)?.abort();
}

/** Lets a run of this tab be ended early. */
export class KeepBest {
  readonly #id: JobId;
  readonly #stop = new AbortController();
  /** Aborts when somebody wants the best so far. */
  readonly signal = this.#stop.signal;

  constructor(id: JobId) {
    this.#id = id;
    open();
    stops.set(id, this.#stop);
  }

  /** The run is over. */
  end(): void {
    stops.delete(this.#id);
  }
}
