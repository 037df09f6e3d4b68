/** Training batches, prepared ahead of whoever trains on them. Whoever opened one closes it. */
export interface BatchSource {
  /**
   * The batches of an epoch from step `fromStep` on, both counted from 0; the same ones whatever came before and however
   * long anything takes. Ends the epoch that was open. An epoch that follows on the last one is prepared already.
   */
  epoch(epoch: number, fromStep: number): EpochBatches
  /** Seconds that were spent in `next()` so far. */
  readonly waited: number
  /** Ends the thread, also while it works. A `next()` that still waits rejects. */
  close(): Promise<void>
}

export interface EpochBatches {
  /**
   * The next batch; undefined after the last one. Its pixels may be read until `next()` is called again: then they go
   * back to be written anew. Rejects with BatchError where a batch could not be made, and after `close()`.
   */
  next(): Promise<PreparedBatch | undefined>
}

export interface PreparedBatch {
  /** As of `trainingBatch`: [batch * (10 if ten, else 1), crop, crop, 1] from 0 to 1. */
  readonly pixels: Float32Array
  /** Which samples of the split, [batch]. */
  readonly indices: Uint32Array
}
