import { tTestP } from './t-test-p.js'

/** How far an interval of this level reaches on either side, in standard errors: Student's t with `degrees` of freedom. */
export function tQuantile(level: number, degrees: number): number {
  const key = `${level}/${degrees}`
  const known = found.get(key)
  if (known !== undefined) return known
  if (found.size >= kept) found.clear()
  const quantile = solve(1 - level, degrees)
  found.set(key, quantile)
  return quantile
}

/** Thousands of points have the same number of seeds. */
const found = new Map<string, number>()
const kept = 1000

/** Halves an interval around the solution until its ends are neighbours. */
function solve(p: number, degrees: number): number {
  let high = 1
  while (tTestP(high, degrees) > p) high *= 2
  let low = high === 1 ? 0 : high / 2
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (tTestP(middle, degrees) > p) low = middle
    else high = middle
  }
}
