/** Sizes of the network that engines are checked with. Images are square. */
export interface CheckSizes {
  readonly batch: number
  /** Divisible by 4. */
  readonly side: number
  /** Of the images and of the two convolutions. */
  readonly channels: readonly [number, number, number]
}

/** Those of the expected numbers; small enough for an engine in plain JavaScript. */
export const checkedSizes: CheckSizes = { batch: 6, side: 12, channels: [2, 4, 5] }

/** Those that are timed: large enough for an engine to show what it can do. */
export const timedSizes: CheckSizes = { batch: 32, side: 24, channels: [1, 16, 32] }
