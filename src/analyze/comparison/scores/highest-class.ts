/** The class with the highest of the logits that begin at `at`. A tie goes to the lower class. */
export function highestClass(logits: ArrayLike<number>, at: number, classes: number): number {
  let best = 0
  for (let k = 1; k < classes; k++) if (logits[at + k]! > logits[at + best]!) best = k
  return best
}
