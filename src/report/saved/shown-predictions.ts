/** What a saved model says of photos. */
export interface ShownPredictions {
  /** The model folder. */
  readonly model: string
  readonly crops: 'centre' | 'ten'
  /** As `tensorflow …`. */
  readonly engine: string
  /** What the logits were divided by, and why. */
  readonly temperature: { readonly value: number; readonly of: 'validation' | 'none' | 'raw' }
  readonly images: readonly ShownPrediction[]
}

export interface ShownPrediction {
  /** As it was given. */
  readonly image: string
  /** The likeliest classes, likeliest first, at least one. */
  readonly classes: readonly { readonly class: string; readonly probability: number }[]
}
