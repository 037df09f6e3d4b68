/** Where a dataset comes from: a file or folder that tells by itself in which form it is, or faces drawn from a seed. */
export type DataSource =
  | {
      readonly kind: 'file'
      readonly path: string
      /** Side in pixels that a folder of image files is resized to; undefined for images that are of one size already. */
      readonly imageSize?: number | undefined
    }
  | { readonly kind: 'synthetic'; readonly rows: number; readonly seed: number }
