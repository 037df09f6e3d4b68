import type { Factor } from './factor.js'

/**
 * Share of a grid that its points make up; null where a parameter is drawn, as there is no grid then. Where parameters
 * exist under conditions, the grid is that of each set of parameters which occurs.
 */
export function coverageOf(factors: readonly Factor[], points: number): number | null {
  if (factors.some(({ drawn }) => drawn)) return null
  const sets = new Map<string, Set<number>[]>()
  for (let i = 0; i < points; i++) {
    const key = factors.map(({ of }) => (of[i]! < 0 ? '-' : '+')).join('')
    if (!sets.has(key))
      sets.set(
        key,
        factors.map(() => new Set()),
      )
    sets.get(key)!.forEach((levels, k) => {
      levels.add(factors[k]!.of[i]!)
    })
  }
  const cells = [...sets.values()].map((levels) => levels.reduce((product, { size }) => product * size, 1))
  return points / cells.reduce((sum, count) => sum + count, 0)
}
