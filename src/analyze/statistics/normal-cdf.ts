/**
 * Share of the standard normal distribution below x, to about 1e-15, by the series of Marsaglia ("Evaluating the normal
 * distribution", Journal of Statistical Software 11, 2004).
 */
export function normalCdf(x: number): number {
  if (x < -8) return 0
  if (x > 8) return 1
  let [sum, term] = [x, x]
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= x ** 2 / odd
    sum += term
  }
  return 0.5 + (sum * Math.exp(-(x ** 2) / 2)) / Math.sqrt(2 * Math.PI)
}
