import type { Metric } from './sweep.js'

/** Where a trial starts from: what `trial.params` holds of a parameter of the type `trial` that is not null. Plain JSON. */
export type StartingPoint =
  /** The best checkpoint of a complete trial of another run, by that run's metric; `readCheckpoint(file)` reads it. */
  | {
      readonly kind: 'checkpoints'
      /** Of the trial's checkpoints; absolute. */
      readonly folder: string
      /** The checkpoint in it; absolute. */
      readonly file: string
      readonly step: number
      readonly metric: Metric
    }
  /** A model that `sweep retrain` has saved: `model.json` and `weights.bin`, as tf.loadLayersModel reads them; not yet read. */
  | { readonly kind: 'model'; readonly folder: string; readonly metric: null }
