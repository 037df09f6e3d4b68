/** From a thread to the shelf. `id` names a request of one port. */
export type ToShelf =
  | { readonly type: 'ask'; readonly id: number; readonly key: string }
  /** What it was told to make. */
  | { readonly type: 'made'; readonly key: string; readonly value: unknown }
  | { readonly type: 'failed'; readonly key: string }

/** The answer to a request. */
export type FromShelf =
  | { readonly type: 'have'; readonly id: number; readonly value: unknown }
  | { readonly type: 'make'; readonly id: number }
