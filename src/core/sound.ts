/** Decoded sound: one array a channel, all of one length, values in -1 ... 1 (float files may go beyond). */
export interface Sound {
  /** Frames a second, in Hz. */
  readonly rate: number;
  readonly channels: readonly Float32Array[];
}
