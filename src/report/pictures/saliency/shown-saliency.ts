/** Images with what mattered in them, for a gallery. */
export interface ShownSaliency {
  /** What was looked at and how, a sentence each. */
  readonly lines: readonly string[]
  /** Side of every image in pixels. */
  readonly side: number
  /** At least one. */
  readonly images: readonly ShownImage[]
}

export interface ShownImage {
  /** Where it comes from. */
  readonly name: string
  /** Its true class; null where nobody says. */
  readonly label: string | null
  /** The class that is explained. */
  readonly predicted: string
  /** Of that class, 0..1. */
  readonly probability: number
  /** Grays 0..1, [side, side]. */
  readonly pixels: Float32Array
  /** How much each pixel matters, as a share of the one that matters most, [side, side]. */
  readonly map: Float32Array
}
