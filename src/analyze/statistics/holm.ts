/**
 * Corrects the p values of a family of tests so that with chance 1 - level none is rejected wrongly when those below the
 * level are: Holm's step-down procedure ("A simple sequentially rejective multiple test procedure", Scandinavian Journal
 * of Statistics 6, 1979). In the order of `values`.
 */
export function holm(values: readonly number[]): readonly number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const corrected = new Array<number>(values.length)
  let highest = 0
  order.forEach((place, i) => {
    highest = Math.max(highest, Math.min(1, values[place]! * (values.length - i)))
    corrected[place] = highest
  })
  return corrected
}
