/** Where a dataset comes from: a fer2013 CSV file or a folder of IDX files, or faces drawn from a seed. */
export type DataSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'synthetic'; readonly rows: number; readonly seed: number }
