import { highestClass } from '../../core/evaluation/highest-class.js'

/**
 * The softmax of logits / temperature, in double precision: logits [n, classes] -> [n, classes]; every row adds up to 1.
 */
export function probabilities(logits: ArrayLike<number>, classes: number, temperature = 1): Float64Array {
  const shares = new Float64Array(logits.length)
  for (let at = 0; at < logits.length; at += classes) {
    const top = logits[at + highestClass(logits, at, classes)]!
    let sum = 0
    for (let k = 0; k < classes; k++) sum += shares[at + k] = Math.exp((logits[at + k]! - top) / temperature)
    for (let k = 0; k < classes; k++) shares[at + k]! /= sum
  }
  return shares
}
