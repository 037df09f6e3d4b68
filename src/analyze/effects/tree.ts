/** A regression tree over factors. */
export type Tree = Leaf | Split

export interface Leaf {
  readonly kind: 'leaf'
  readonly value: number
}

export interface Split {
  readonly kind: 'split'
  /** Index of the factor. */
  readonly factor: number
  /** By level of the factor: 1 for those that go left. */
  readonly goesLeft: Uint8Array
  readonly left: Tree
  readonly right: Tree
}
