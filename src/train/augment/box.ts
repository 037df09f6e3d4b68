/** A rectangle of whole pixels within an image. */
export interface Box {
  readonly top: number
  readonly left: number
  readonly height: number
  readonly width: number
}
