/** Size in pixels of the gray images of a dataset: one image is Uint8Array [height, width]. */
export interface ImageShape {
  readonly height: number
  readonly width: number
}
