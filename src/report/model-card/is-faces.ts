import type { ModelCard } from './model-card.js'

/** Whether a model tells the expressions of faces, as the experiment `fer` does. */
export function isFaces({ experiment, description }: ModelCard): boolean {
  return experiment === 'fer' && description !== undefined
}
