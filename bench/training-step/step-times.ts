/** What a process that has measured training steps answers. */
export interface StepTimes {
  /** Of what computed. */
  readonly version: string
  /** Number of trainable parameters of its network. */
  readonly parameters: number
  /** Of every step, the warm-up included. */
  readonly losses: readonly number[]
  /** Wall-clock time of every step after the warm-up. */
  readonly milliseconds: readonly number[]
  /** Processor time, of all threads, of the same steps. */
  readonly cpuMilliseconds: readonly number[]
  /** Most resident memory that the process had. */
  readonly peakMegabytes: number
}
