import { highestClass } from './highest-class.js'

/** The class with the highest logit of every sample: logits [n, classes] -> [n]. A tie goes to the lower class. */
export function predictedClasses(logits: ArrayLike<number>, classes: number): Uint8Array {
  return Uint8Array.from({ length: logits.length / classes }, (_, sample) =>
    highestClass(logits, sample * classes, classes),
  )
}
