/** A file of a trial: a checkpoint, an artifact, or one of a saved model. */
export interface TrialFile {
  readonly path: string
  readonly bytes: number
}
